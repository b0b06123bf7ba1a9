/** Puts a file that a page offers into the learner's home, never over another one unasked. */
import { ProblemError } from "@/components/workspace/api";
import type { Expected } from "@/lib/protocol/files";
import { filesApi } from "./files-api";
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
  try {
    await filesApi.write(path, expected, text);
    return { kind: "saved" };
  } catch (error) {
    const code = error instanceof ProblemError ? error.problem.code : null;
    if (code !== "already_exists" && code !== "file_changed") throw error;
  }
  const there = await filesApi.read(path);
  return new TextDecoder().decode(there.bytes) === text
    ? { kind: "saved" }
    : { kind: "different", version: there.version };
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
