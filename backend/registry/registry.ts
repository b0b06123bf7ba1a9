/**
 * The registry: images that learners publish under names of their own, and that everybody pulls by
 * their exact name. It is no server: the gateways call it, the engine and the network never reach it.
 * What a workspace publishes lies in its own folder and goes with it.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { createTurns } from "../gateway/admission/turns";
import type { Log } from "../log";
import { type Entry, hexOf, manifestOf, sha256 } from "./documents";
import { errorCode } from "./errno";
import { Layout } from "./layout";
import { Names } from "./names";
import { linkOrCopy, Pool } from "./pool";
import { makeRoom } from "./room";
import { type Blob, type Image, type Registry, RegistryError, type RegistryLimits } from "./types";

export interface RegistryOptions {
  /** the registry's own folder */
  folder: string;
  /** the folder of what a workspace publishes; the one above exists as long as the workspace */
  home(workspace: WorkspaceId): string;
  limits: RegistryLimits;
  log: Log;
}

/** How often what is nobody's any more is looked for. */
const sweepMs = 600_000;

export function createRegistry({ folder, home, limits, log }: RegistryOptions): Registry {
  const pool = new Pool(join(folder, "blobs"));
  const names = new Names(join(folder, "names"), home);
  const incoming = join(folder, "incoming");
  const turns = createTurns();
  const layoutOf = (workspace: WorkspaceId) => new Layout(home(workspace));

  const ready = (async () => {
    await pool.make();
    await names.make();
    // what a crash left on its way
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { mode: 0o700 });
  })();
  ready.catch((err) => log.error({ err }, "the registry cannot be used"));

  /** One change at a time, each short: files are moved and linked, not copied. */
  const inTurn = <T>(task: () => Promise<T>): Promise<T> =>
    turns.take(async () => {
      try {
        await ready;
        return await task();
      } catch (error) {
        if (error instanceof RegistryError) throw error;
        log.error({ err: error }, "the registry failed");
        const full = errorCode(error) === "ENOSPC" || errorCode(error) === "EDQUOT";
        throw new RegistryError(full ? "disk_full" : "unavailable", { cause: error });
      }
    });

  const sweep = () => void inTurn(() => pool.sweep()).catch(() => undefined);
  const timer = setInterval(sweep, sweepMs);
  timer.unref();
  sweep();

  /** Enters `entry` in the workspace's index, its files being there. */
  async function enter(layout: Layout, entry: Entry): Promise<void> {
    const before = await layout.entries();
    try {
      await layout.write(await makeRoom(layout, before, entry, limits));
    } catch (error) {
      await layout.tidy(before);
      throw error;
    }
  }

  async function put(layout: Layout, blobs: readonly Blob[]): Promise<void> {
    const missing: Blob[] = [];
    for (const blob of blobs) if (!(await layout.has(blob.sha256))) missing.push(blob);
    const more = missing.reduce((sum, { size }) => sum + size, 0);
    if ((await pool.sweep()) + more > limits.totalBytes) throw new RegistryError("disk_full");
    for (const blob of missing) await pool.put(blob, layout.blob(blob.sha256));
  }

  return {
    limits,
    namespaceOf: (workspace) => inTurn(() => names.of(workspace)),
    async withFolder(use) {
      const own = await inTurn(() => mkdtemp(join(incoming, "in-")));
      try {
        return await use(own);
      } finally {
        await rm(own, { recursive: true, force: true });
      }
    },
    publish: (workspace, { repository, tag }, source, { config, layers }) =>
      inTurn(async () => {
        await names.of(workspace);
        const layout = layoutOf(workspace);
        await layout.make();
        const text = JSON.stringify(manifestOf(config, layers));
        const hex = sha256(text);
        const manifest = { path: `${config.path}.manifest`, size: text.length, sha256: hex };
        await writeFile(manifest.path, text, { mode: 0o600 });
        const entry = { digest: `sha256:${hex}`, size: text.length, repository, tag, source };
        await put(layout, [manifest, config, ...layers]).catch(async (error) => {
          await layout.tidy(await layout.entries());
          throw error;
        });
        await enter(layout, entry);
        return { digest: entry.digest, size: entry.size };
      }),
    publishAgain: (workspace, { repository, tag }, source) =>
      inTurn(async () => {
        const layout = layoutOf(workspace);
        const known = (await layout.entries()).find((entry) => entry.source === source);
        if (known === undefined) return undefined;
        const { digest, size } = known;
        await enter(layout, { digest, size, repository, tag, source });
        return { digest, size };
      }),
    hasLayer: (workspace, digest) => inTurn(() => layoutOf(workspace).has(hexOf(digest))),
    find: ({ namespace, repository }, which, into) =>
      inTurn(async () => {
        const workspace = await names.find(namespace);
        if (workspace === undefined) return undefined;
        const layout = layoutOf(workspace);
        const found = (await layout.entries()).find(
          (entry) =>
            entry.repository === repository &&
            ("tag" in which ? entry.tag === which.tag : entry.digest === which.digest),
        );
        if (found === undefined) return undefined;
        const { config, layers } = await layout.manifest(found.digest);
        const linked: Blob[] = [];
        for (const { digest, size } of [config, ...layers]) {
          const path = join(into, hexOf(digest));
          await linkOrCopy(layout.blob(hexOf(digest)), path);
          linked.push({ path, size, sha256: hexOf(digest) });
        }
        const [first, ...rest] = linked;
        if (first === undefined || sha256(await readFile(first.path)) !== first.sha256)
          throw new Error(`the configuration of ${found.digest} is damaged`);
        const image: Image = { config: first, layers: rest };
        return { digest: found.digest, size: found.size, image };
      }),
    close: () => clearInterval(timer),
  };
}
