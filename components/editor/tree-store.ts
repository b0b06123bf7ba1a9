/**
 * The folders of the home that the tree shows, kept true: one stream of changes on those that are
 * open, for as long as the editor is in sight.
 */
import { problemOf } from "@/components/workspace/api";
import { createStore } from "@/components/workspace/create-store";
import { hint } from "@/components/workspace/store";
import { changesSchema, type FolderList, maxWatchedFolders } from "@/lib/protocol/files";
import { filesApi } from "./files-api";
import { folderOf, isWithin } from "./paths";

export interface TreeState {
  readonly folders: ReadonlyMap<string, FolderList>;
  readonly expanded: ReadonlySet<string>;
  /** the row that the keyboard is on */
  readonly current: string | null;
  /** French: why the home could not be listed */
  readonly problem: string | null;
}

export const tree = createStore<TreeState>({
  folders: new Map(),
  expanded: new Set(),
  current: null,
  problem: null,
});

const listeners = new Set<(folder: string, list: FolderList | null) => void>();

/** Is told each time a folder has been listed anew; null: it is gone. */
export function onListed(listener: (folder: string, list: FolderList | null) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function listFolder(path: string): Promise<void> {
  try {
    const list = await filesApi.list(path);
    tree.set({
      folders: new Map(tree.get().folders).set(path, list),
      ...(path === "" ? { problem: null } : {}),
    });
    for (const listener of listeners) listener(path, list);
  } catch (error) {
    const { code, message } = problemOf(error);
    if (path === "") return tree.set({ problem: message });
    if (code !== "not_found" && code !== "forbidden" && code !== "bad_request") return;
    forgetFolder(path);
    for (const listener of listeners) listener(path, null);
  }
}

function forgetFolder(path: string): void {
  const { folders, expanded } = tree.get();
  tree.set({
    folders: new Map([...folders].filter(([folder]) => !isWithin(folder, path))),
    expanded: new Set([...expanded].filter((folder) => !isWithin(folder, path))),
  });
}

export function expand(path: string, open: boolean): void {
  const expanded = new Set(tree.get().expanded);
  if (open) expanded.add(path);
  else expanded.delete(path);
  tree.set({ expanded });
  if (open) void listFolder(path);
}

/** Opens all folders down to that path, and puts the keyboard's place on it. */
export function reveal(path: string): void {
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
    if (!tree.get().expanded.has(folder)) expand(folder, true);
  }
  tree.set({ current: path });
}

/** Runs what changes files, says why it failed, and lists the folders it touched. */
export async function change(
  folders: readonly string[],
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    hint(problemOf(error).message, 8_000);
    return false;
  } finally {
    for (const folder of new Set(folders)) await listFolder(folder);
  }
}

let source: EventSource | null = null;
let watched = "";
let retry: ReturnType<typeof setTimeout> | undefined;

/** Watches these folders, and lists them; an empty list lets go. */
export function watch(folders: readonly string[]): void {
  const wanted = [...new Set(folders)].sort().slice(0, maxWatchedFolders);
  const name = JSON.stringify(wanted);
  if (name === watched) return;
  watched = name;
  clearTimeout(retry);
  source?.close();
  source = null;
  if (wanted.length > 0) listen(wanted);
}

function listen(folders: readonly string[]): void {
  const current = new EventSource(filesApi.changesUrl(folders));
  source = current;
  // whatever changed while nobody listened
  current.addEventListener("open", () => {
    for (const folder of folders) void listFolder(folder);
  });
  current.addEventListener("message", (event) => {
    const message = changesSchema.safeParse(JSON.parse(String(event.data)));
    for (const folder of message.data?.folders ?? []) void listFolder(folder);
  });
  current.addEventListener("error", () => {
    if (current.readyState !== EventSource.CLOSED || source !== current) return;
    source = null;
    retry = setTimeout(() => listen(folders), 3_000);
  });
}
