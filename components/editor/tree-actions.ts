/** What is done to files from the tree. */
import { hint } from "@/components/workspace/store";
import { maxUploadBytes } from "@/lib/protocol/files";
import { openFile, removed, renamed } from "./documents";
import { filesApi } from "./files-api";
import { folderOf, joined, nameOf, troubleWithName } from "./paths";
import { change, expand, reveal } from "./tree-store";

/** Dropped at once at most. */
const maxFiles = 200;

export async function createFile(path: string): Promise<void> {
  if (!(await change([folderOf(path)], () => filesApi.write(path, "none", "")))) return;
  reveal(path);
  openFile(path);
}

export async function createFolder(path: string): Promise<void> {
  if (!(await change([folderOf(path)], () => filesApi.makeFolder(path)))) return;
  reveal(path);
  expand(path, true);
}

export async function move(from: string, to: string): Promise<void> {
  if (from === to) return;
  if (!(await change([folderOf(from), folderOf(to)], () => filesApi.move(from, to)))) return;
  renamed(from, to);
  reveal(to);
}

export async function remove(path: string): Promise<void> {
  if (await change([folderOf(path)], () => filesApi.remove(path))) removed(path);
}

/** One file after the other into the folder; what is there already is not replaced. */
export async function upload(folder: string, files: readonly File[]): Promise<void> {
  if (files.length > maxFiles) return hint(`${maxFiles} fichiers au plus à la fois.`);
  for (const file of files) {
    const trouble = troubleWithName(file.name);
    if (trouble !== null || file.size > maxUploadBytes) {
      hint(`« ${file.name.slice(0, 60)} » n’a pas été envoyé : ${trouble ?? "64 Mio au plus."}`);
      continue;
    }
    const path = joined(folder, file.name);
    if (!(await change([folder], () => filesApi.write(path, "none", file)))) return;
  }
}

/** The browser's own download, which shows how far it is. */
export function download(path: string): void {
  const link = document.createElement("a");
  link.href = filesApi.downloadUrl(path);
  link.download = nameOf(path);
  link.click();
}
