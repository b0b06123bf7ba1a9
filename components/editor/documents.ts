/**
 * The files that are open. Text lives in Monaco's models (models.ts); here is what the page shows
 * of each, and when it is read, saved and found to be changed by somebody else. Unsaved text
 * outlives a reload (sessionStorage) and a lost connection.
 */
import { problemOf } from "@/components/workspace/api";
import { createStore } from "@/components/workspace/create-store";
import type { FolderList } from "@/lib/protocol/files";
import { dropDraft, keepDraft, keepTabs, readDraft, storedTabs } from "./drafts";
import { filesApi } from "./files-api";
import type { Models } from "./models";
import { folderOf, isWithin, nameOf } from "./paths";

export interface OpenFile {
  readonly path: string;
  readonly phase: "loading" | "ready" | "unreadable";
  /** of what was read or written last; null: there is no such file yet, or no more */
  readonly version: string | null;
  readonly modified: number;
  readonly size: number;
  readonly dirty: boolean;
  readonly saving: boolean;
  /** somebody else has changed or removed it, and there is unsaved text */
  readonly conflict: "changed" | "missing" | null;
  /** French: why it cannot be read, or was not saved */
  readonly problem: string | null;
}

export interface DocumentsState {
  readonly files: readonly OpenFile[];
  readonly active: string | null;
}

export const documents = createStore<DocumentsState>({ files: [], active: null });

const autosaveMs = 1_000;
const retryMs = 5_000;
const timers = new Map<string, ReturnType<typeof setTimeout>>();
let models: Models | null = null;

const find = (path: string) => documents.get().files.find((file) => file.path === path);

function update(path: string, change: Partial<OpenFile>): void {
  const files = documents
    .get()
    .files.map((file) => (file.path === path ? { ...file, ...change } : file));
  documents.set({ files });
}

function setTabs(files: readonly OpenFile[], active: string | null): void {
  documents.set({ files, active });
  keepTabs(
    files.map(({ path }) => path),
    active,
  );
}

/** Opens what was open before the reload; read once Monaco is there. */
export function restoreTabs(): void {
  if (documents.get().files.length > 0) return;
  const { paths, active } = storedTabs();
  for (const path of paths) openFile(path, { activate: path === active });
}

/** Once Monaco is there: reads what waits for it. */
export function connect(made: Models): void {
  if (models !== null) return;
  models = made;
  for (const { path, phase } of documents.get().files) if (phase === "loading") void load(path);
}

export function openFile(path: string, { activate: show = true } = {}): void {
  const { files, active } = documents.get();
  if (find(path) === undefined) {
    const fresh: OpenFile = {
      ...{ path, phase: "loading", version: null, modified: 0, size: 0 },
      ...{ dirty: false, saving: false, conflict: null, problem: null },
    };
    setTabs([...files, fresh], show ? path : active);
    if (models !== null) void load(path);
  } else if (show) activate(path);
}

export function activate(path: string): void {
  setTabs(documents.get().files, path);
}

async function load(path: string): Promise<void> {
  try {
    const { bytes, version, modified, size } = await filesApi.read(path);
    const text = textOf(bytes);
    if (text === null) {
      const problem =
        "Ce fichier n’est pas du texte : l’éditeur ne l’ouvre pas, pour ne pas l’abîmer.";
      return update(path, { phase: "unreadable", problem, version, modified, size });
    }
    update(path, { phase: "ready", version, modified, size });
    models?.make(path, text, () => edited(path));
    const draft = readDraft(path);
    if (draft === null || draft.text === text) return dropDraft(path);
    models?.replace(path, draft.text);
    if (draft.version !== version) update(path, { conflict: "changed" });
  } catch (error) {
    const draft = readDraft(path);
    const { code, message } = problemOf(error);
    if (draft !== null && models !== null) {
      // what was typed before the reload is not lost with the file
      update(path, { phase: "ready", conflict: code === "not_found" ? "missing" : null });
      models.make(path, "", () => edited(path));
      models.replace(path, draft.text);
      return update(path, { version: draft.version });
    }
    update(path, { phase: "unreadable", problem: message });
  }
}

function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function edited(path: string): void {
  const file = find(path);
  if (file === undefined || models === null) return;
  const dirty = models.isDirty(path);
  update(path, { dirty, ...(dirty ? {} : { problem: null }) });
  if (!dirty) {
    dropDraft(path);
    return;
  }
  keepDraft(path, models.text(path), file.version);
  saveSoon(path, autosaveMs);
}

function saveSoon(path: string, ms: number): void {
  clearTimeout(timers.get(path));
  timers.set(
    path,
    setTimeout(() => void save(path), ms),
  );
}

/** Saves what is unsaved. `force`: over whatever somebody else has made of the file. */
export async function save(path: string, { force = false } = {}): Promise<void> {
  clearTimeout(timers.get(path));
  const file = find(path);
  if (file?.phase !== "ready" || models === null || file.saving) return;
  if (!force && (file.conflict !== null || !file.dirty)) return;
  update(path, { saving: true });
  const text = models.text(path);
  const mark = models.mark(path);
  try {
    const expected = force ? "any" : (file.version ?? "none");
    const written = await filesApi.write(path, expected, text);
    models.saved(path, mark);
    const dirty = models.isDirty(path);
    update(path, { ...written, saving: false, dirty, conflict: null, problem: null });
    if (dirty) saveSoon(path, autosaveMs);
    else dropDraft(path);
  } catch (error) {
    const { code, message } = problemOf(error);
    update(path, { saving: false });
    if (code === "file_changed" || code === "already_exists") update(path, { conflict: "changed" });
    else if (code === "not_found") update(path, { conflict: "missing" });
    else {
      update(path, { problem: message });
      if (code === "network" || code === "backend_unavailable" || code === "too_many_requests")
        saveSoon(path, retryMs);
    }
  }
}

export const saveAll = (): void => {
  for (const { path, dirty } of documents.get().files) if (dirty) void save(path);
};

/** Takes what is on the disk, instead of the text here; it can be undone. */
export async function reload(path: string): Promise<void> {
  try {
    const { bytes, version, modified, size } = await filesApi.read(path);
    const text = textOf(bytes);
    if (text === null || models === null) return;
    models.replace(path, text);
    models.saved(path, models.mark(path));
    dropDraft(path);
    update(path, { version, modified, size, dirty: false, conflict: null, problem: null });
  } catch (error) {
    const { code, message } = problemOf(error);
    if (code === "not_found") update(path, { conflict: "missing", version: null });
    else update(path, { problem: message });
  }
}

/** The text on the disk, to be compared; null: it cannot be had. */
export async function onDisk(path: string): Promise<string | null> {
  try {
    return textOf((await filesApi.read(path)).bytes);
  } catch (error) {
    update(path, { problem: problemOf(error).message });
    return null;
  }
}

export function close(path: string): void {
  const { files, active } = documents.get();
  const index = files.findIndex((file) => file.path === path);
  const left = files.filter((file) => file.path !== path);
  const next = left[Math.min(index, left.length - 1)]?.path ?? null;
  setTabs(left, active === path ? next : active);
  clearTimeout(timers.get(path));
  models?.drop(path);
  dropDraft(path);
}

/** A file or a folder has another name now: its tabs go along, with their text. */
export function renamed(from: string, to: string): void {
  for (const { path, dirty, version } of documents.get().files) {
    if (!isWithin(path, from)) continue;
    const target = to + path.slice(from.length);
    const text = dirty ? models?.text(path) : undefined;
    const wasActive = documents.get().active === path;
    close(path);
    if (text !== undefined) keepDraft(target, text, version);
    openFile(target, { activate: wasActive });
  }
}

/** What the learner has removed on purpose is closed with its text. */
export function removed(path: string): void {
  for (const file of documents.get().files) if (isWithin(file.path, path)) close(file.path);
}

/** The tree has listed a folder: what of it is open, and not as it was? */
export function compare(folder: string, list: FolderList | null): void {
  for (const file of documents.get().files) {
    if (folderOf(file.path) !== folder || file.phase === "loading" || file.saving) continue;
    const entry = list?.entries.find(({ name }) => name === nameOf(file.path));
    if (entry?.kind !== "file") {
      if (list?.more !== true && file.version !== null && file.phase === "ready")
        update(file.path, { conflict: "missing", version: null });
    } else if (entry.modified !== file.modified || entry.size !== file.size) {
      void changedOutside(file.path);
    } else if (file.conflict === "missing") update(file.path, { conflict: null });
  }
}

async function changedOutside(path: string): Promise<void> {
  try {
    const { version, modified, size } = await filesApi.read(path);
    const now = find(path);
    if (now === undefined || now.saving) return;
    if (now.phase === "unreadable") {
      update(path, { phase: "loading", problem: null });
      return load(path);
    }
    if (version === now.version) update(path, { modified, size });
    else if (now.dirty) update(path, { conflict: "changed", modified, size });
    else await reload(path);
  } catch (error) {
    console.warn("a changed file could not be read", error);
  }
}
