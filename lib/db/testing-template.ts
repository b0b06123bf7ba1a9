/**
 * A data folder whose database has its tables and nothing else, to copy from: making one takes
 * seconds, copying it a fraction of one. Kept among the caches of node_modules, for as long as the
 * migrations and the database's version stay the same.
 */
import { createHash, type Hash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "./migrate";

const root = fileURLToPath(new URL("../..", import.meta.url));
const migrations = join(root, "prisma/migrations");
const cache = join(root, "node_modules/.cache/escale");

/** Its path. Made by whoever needs it first; two at once make it twice, and one of them stays. */
export async function migratedTemplate(): Promise<string> {
  const template = join(cache, `database-${await version()}`);
  if (existsSync(template)) return template;
  await mkdir(cache, { recursive: true });
  const made = await mkdtemp(join(cache, "making-"));
  try {
    await migrate({ ESCALE_DATA: made });
    await rename(made, template);
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    if (!existsSync(template)) throw error;
  }
  return template;
}

async function version(): Promise<string> {
  const hash = createHash("sha256");
  await add(hash, join(root, "node_modules/@electric-sql/pglite/package.json"));
  for (const name of (await readdir(migrations)).sort()) {
    const path = join(migrations, name, "migration.sql");
    if (existsSync(path)) await add(hash, path);
  }
  return hash.digest("hex").slice(0, 16);
}

async function add(hash: Hash, path: string): Promise<void> {
  hash.update(path.slice(root.length)).update(await readFile(path));
}
