/**
 * Puts together the folder that the web program runs from, readable by anybody, needing nothing
 * of the clone. Call after `next build`.
 *
 *   <target>/server.mjs    the site:            node server.mjs
 *   <target>/migrate.mjs   the database, first: node migrate.mjs
 */

import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundlePrograms } from "./bundle";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Makes or replaces `targetDir` whole: a start that is interrupted leaves the earlier release or
 * none, never half of one. Throws when the site has not been built.
 */
export async function assembleRelease(targetDir: string): Promise<void> {
  const built = join(root, ".next/standalone");
  if (!existsSync(join(built, ".next/required-server-files.json"))) {
    throw new Error("the site has not been built: run `next build` first");
  }
  const target = resolve(targetDir);
  const draft = `${target}.new`;
  const previous = `${target}.old`;
  await rm(draft, { recursive: true, force: true });
  await rm(previous, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await cp(built, draft, { recursive: true, verbatimSymlinks: true });
  // Next's own server, which has none of our checks.
  await rm(join(draft, "server.js"), { force: true });
  await copyIfThere(".next/static", join(draft, ".next/static"));
  await copyIfThere("public", join(draft, "public"));
  await copyIfThere("content", join(draft, "content"));
  // the search of a browser without script reads the whole course, which names the catalogue
  const catalogue = "images/catalogue/catalogue.yaml";
  await copyIfThere(catalogue, join(draft, catalogue));
  await copyIfThere("prisma", join(draft, "prisma"));
  await bundlePrograms(draft);
  await makeReadable(draft);
  if (existsSync(target)) await rename(target, previous);
  await rename(draft, target);
  await rm(previous, { recursive: true, force: true });
}

async function copyIfThere(name: string, target: string): Promise<void> {
  const source = join(root, name);
  if (existsSync(source)) await cp(source, target, { recursive: true });
}

/** Whatever umask the clone was made under. */
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const target = process.argv[2];
  if (target === undefined) throw new Error("usage: tsx server/release.ts <target folder>");
  await assembleRelease(target);
}
