/** Puts a file that a page offers into the learner's home, never over another one unasked. */
import { ProblemError } from "@/components/workspace/api";
import type { Expected } from "@/lib/protocol/files";
import { type Content, filesApi } from "./files-api";
import { folderOf, nameOf } from "./paths";

/** `different`: something else has that name; the version is what a replacement would replace. */
export type Placed =
  | { readonly kind: "saved" }
  | { readonly kind: "different"; readonly version: Expected };

/**
 * Writes the file, with the folders it needs, where none has its name or where `expected` is still
 * there. The same text in its place already is a success. Rejects with a `ProblemError`.
 */
export async function placeFile(
  path: string,
  text: string,
  expected: Expected = "none",
): Promise<Placed> {
  await makeFolders(folderOf(path));
  const there = await readOrNone(path);
  if (there !== null) {
    if (new TextDecoder().decode(there.bytes) === text) return { kind: "saved" };
    if (there.version !== expected) return { kind: "different", version: there.version };
  }
  // what comes between is refused by the write itself
  await filesApi.write(path, there === null ? "none" : expected, text);
  return { kind: "saved" };
}

async function readOrNone(path: string): Promise<Content | null> {
  try {
    return await filesApi.read(path);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "not_found") return null;
    throw error;
  }
}

async function makeFolders(folder: string): Promise<void> {
  const above = folderOf(folder);
  if (folder === "") return;
  if (above !== "") await makeFolders(above);
  const beside = await filesApi.list(above);
  if (beside.entries.some(({ name, kind }) => name === nameOf(folder) && kind === "folder")) return;
  try {
    await filesApi.makeFolder(folder);
  } catch (error) {
    // made meanwhile; where it is no folder, the write says so
    if (!(error instanceof ProblemError) || error.problem.code !== "already_exists") throw error;
  }
}
