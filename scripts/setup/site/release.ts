/**
 * The release: a copy of what runs, below ESCALE_DATA, that web's user may read and not write
 * (docs/decisions/005). Named by the hash of its sources; older ones are removed.
 *
 *   backend.mjs   the backend
 *   web/          the site, its server and the database's migrations (server/release.ts)
 */
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { assembleRelease } from "@/server/release";
import { withLock } from "../../system/lock";
import type { Step } from "../setup";
import { bundleBackend } from "./bundle";
import { buildLock } from "./next-build";
import { sourceHash } from "./sources";

export const release: Step = {
  title: "Release",
  skip: ({ dev }) => (dev ? "development runs from the clone" : null),
  async run(setup, say) {
    const { root, paths } = setup;
    const releases = join(paths.data, "release");
    const name = (await sourceHash(root, "all")).slice(0, 16);
    const folder = join(releases, name);
    setup.release = folder;
    if (existsSync(folder)) return `${name}, up to date`;
    const draft = `${folder}.new`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    await withLock(
      buildLock(root),
      () => say("waiting for another build of this clone"),
      async () => {
        const backend = await bundleBackend(root);
        for (const end of ["", ".map"])
          await cp(`${backend}${end}`, join(draft, `backend.mjs${end}`));
        await assembleRelease(join(draft, "web"));
      },
    );
    // whatever umask this was started with
    for (const path of [releases, draft]) await chmod(path, 0o755);
    await rename(draft, folder);
    for (const other of await readdir(releases)) {
      if (other !== name) await rm(join(releases, other), { recursive: true, force: true });
    }
    return `${name}, made`;
  },
};
