/**
 * What one workspace has published: a folder in the OCI's image layout, which standard tools read.
 * Only the backend enters it.
 */
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Entry,
  hexOf,
  indexSchema,
  type Manifest,
  manifestSchema,
  sha256,
  toEntries,
  toIndex,
} from "./documents";
import { allow } from "./names";

export class Layout {
  readonly #blobs: string;

  constructor(private readonly folder: string) {
    this.#blobs = join(folder, "blobs/sha256");
  }

  async make(): Promise<void> {
    await mkdir(this.#blobs, { recursive: true, mode: 0o700 });
    await writeFile(join(this.folder, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}\n');
  }

  blob(hex: string): string {
    return join(this.#blobs, hex);
  }

  has(hex: string): Promise<boolean> {
    return access(this.blob(hex)).then(
      () => true,
      () => false,
    );
  }

  async entries(): Promise<Entry[]> {
    const text = await readFile(join(this.folder, "index.json"), "utf8").catch(allow("ENOENT"));
    return text === undefined ? [] : toEntries(indexSchema.parse(JSON.parse(text)));
  }

  /** Throws when its bytes are not those that its digest names. */
  async manifest(digest: string): Promise<Manifest> {
    const bytes = await readFile(this.blob(hexOf(digest)));
    if (sha256(bytes) !== hexOf(digest)) throw new Error(`the manifest ${digest} is damaged`);
    return manifestSchema.parse(JSON.parse(bytes.toString("utf8")));
  }

  /** Every file that the entries need, by its digest's hex, with its size. */
  async needed(entries: readonly Entry[]): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for (const { digest, size } of entries) {
      if (sizes.has(hexOf(digest))) continue;
      sizes.set(hexOf(digest), size);
      const { config, layers } = await this.manifest(digest);
      for (const part of [config, ...layers]) sizes.set(hexOf(part.digest), part.size);
    }
    return sizes;
  }

  /** From now on these are published; files that none of them needs are removed. */
  async write(entries: readonly Entry[]): Promise<void> {
    const path = join(this.folder, "index.json");
    await writeFile(`${path}.new`, `${JSON.stringify(toIndex(entries), null, 2)}\n`, {
      mode: 0o600,
    });
    await rename(`${path}.new`, path);
    await this.tidy(entries);
  }

  async tidy(entries: readonly Entry[]): Promise<void> {
    const needed = await this.needed(entries);
    for (const name of await readdir(this.#blobs)) if (!needed.has(name)) await rm(this.blob(name));
  }
}
