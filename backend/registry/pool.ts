/**
 * What workspaces publish alike lies on the disk once: each workspace's files are hard links to
 * those of a common folder. A file there that has no other link is nobody's any more.
 */
import { copyFile, link, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "./errno";
import type { Blob } from "./types";

export class Pool {
  constructor(private readonly folder: string) {}

  async make(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  /** Moves a file in, unless one of its content is there, and links it as `target` too. */
  async put(blob: Blob, target: string): Promise<void> {
    const pooled = join(this.folder, blob.sha256);
    const known = await sizeOf(pooled);
    // of another size: what a crash of the machine left of it
    if (known !== blob.size) await rename(blob.path, pooled);
    await linkOrCopy(pooled, target);
  }

  /** Removes what is nobody's; what the rest takes, in bytes. */
  async sweep(): Promise<number> {
    let bytes = 0;
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      const { nlink, size } = await stat(path);
      if (nlink === 1) await rm(path);
      else bytes += size;
    }
    return bytes;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    return undefined;
  }
}

/** A second name; a copy where the file system allows no more of them, or not there. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = errorCode(error);
    if (code === "EEXIST") return;
    if (code !== "EXDEV" && code !== "EMLINK") throw error;
    await copyFile(from, to);
  }
}
