/** The files of the learner's home that can be put into a starting point. */
import { filesApi } from "@/components/editor/files-api";
import { joined } from "@/components/editor/paths";
import { hiddenIn } from "@/lib/starting-points/hidden-characters";
import { isOfferedPath, startLimits } from "@/lib/starting-points/start";

export interface HomeFile {
  readonly path: string;
  /** bytes */
  readonly size: number;
}

const maxFolders = 40;
const maxFiles = 200;

/** Breadth first; `more`: not all of them could be listed. Rejects with a `ProblemError`. */
export async function homeFiles(): Promise<{ files: HomeFile[]; more: boolean }> {
  const folders = [""];
  const files: HomeFile[] = [];
  for (const [at, folder] of folders.entries()) {
    if (at === maxFolders || files.length > maxFiles)
      return { files: files.slice(0, maxFiles), more: true };
    const { entries } = await filesApi.list(folder);
    for (const { name, kind, size } of entries) {
      const path = joined(folder, name);
      if (kind === "file" && isOfferedPath(path)) files.push({ path, size });
      if (kind === "folder" && !name.startsWith(".") && name !== "node_modules") folders.push(path);
    }
  }
  return { files, more: false };
}

/** Reads a file for a starting point; a string says in French why it cannot be one. */
export async function readOffered(path: string): Promise<{ text: string } | string> {
  const { bytes } = await filesApi.read(path);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return "ce n’est pas du texte";
  }
  if (text.length > startLimits.text) return "il est trop long pour un lien";
  const [hidden] = hiddenIn(text, "text");
  return hidden === undefined ? { text } : `il contient un caractère caché (${hidden})`;
}
