/** The files that an exercise puts into the learner's home when it begins. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { ContentError } from "../problem";

export interface StarterFile {
  /** below the exercise's folder */
  path: string;
  /** holds `{{values}}` */
  text: string;
  /** it begins with `#!` */
  executable: boolean;
}

const maxFiles = 40;
const maxBytes = 64 * 1024;

/** Empty where there is no such folder. Throws `ContentError` for what is not a plain text file. */
export async function readStarter(root: string, folder: string): Promise<StarterFile[]> {
  const files: StarterFile[] = [];
  const fail = (path: string, message: string): never => {
    throw new ContentError([{ file: relative(root, path), line: 1, message }]);
  };
  for (const entry of await entriesOf(folder)) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) fail(path, "a starter holds plain files and folders only");
    const { size } = await stat(path);
    if (size > maxBytes) fail(path, `larger than ${maxBytes} bytes`);
    const text = decoded(await readFile(path)) ?? fail(path, "a starter holds text in UTF-8 only");
    files.push({ path: relative(folder, path), text, executable: text.startsWith("#!") });
  }
  if (files.length > maxFiles) fail(folder, `more than ${maxFiles} files`);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
