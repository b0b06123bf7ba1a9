/** One hash for the content of files and folders: names, modes (executable or not) and bytes. */
import { createHash, type Hash } from "node:crypto";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";

async function add(hash: Hash, base: string, path: string, skip: (name: string) => boolean) {
  const full = join(base, path);
  const stats = await lstat(full).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (!stats) {
    hash.update(`absent ${path}\n`);
  } else if (stats.isDirectory()) {
    for (const name of (await readdir(full)).sort()) {
      if (!skip(name)) await add(hash, base, join(path, name), skip);
    }
  } else if (stats.isSymbolicLink()) {
    hash.update(`link ${path} ${await readlink(full)}\n`);
  } else if (stats.isFile()) {
    const bytes = await readFile(full);
    hash.update(`file ${path} ${stats.mode & 0o111 ? "x" : "-"} ${bytes.length}\n`);
    hash.update(bytes);
  }
}

export interface HashOptions {
  skip?: readonly string[];
  ignore?: (name: string) => boolean;
  extra?: readonly string[];
}

/**
 * @param base folder the names are relative to, so that a clone elsewhere hashes alike
 * @param paths files and folders below it; one that is absent counts as absent
 * @param skip names left out wherever they occur
 * @param ignore likewise, by a rule
 * @param extra further texts that count
 */
export async function contentHash(
  base: string,
  paths: readonly string[],
  { skip = [], ignore = () => false, extra = [] }: HashOptions = {},
): Promise<string> {
  const hash = createHash("sha256");
  for (const text of extra) hash.update(`extra ${text}\n`);
  for (const path of paths) {
    await add(hash, base, path, (name) => skip.includes(name) || ignore(name));
  }
  return hash.digest("hex");
}
