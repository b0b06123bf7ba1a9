/**
 * A draft as this page writes it: each file with what the site has of it, saved a moment after the
 * last key. What somebody else has saved meanwhile is never written over: it is shown beside.
 */
import { z } from "zod";
import { call, send, troubleOf } from "@/components/http/call";
import { createStore, type Store } from "@/components/workspace/create-store";
import {
  type AuthoredFile,
  authoredFileSchema,
  type FileAction,
  fileAnswerSchema,
  lessonFile,
} from "@/lib/protocol/authoring";
import { EscaleError } from "@/lib/protocol/errors";
import { readBackup, writeBackup } from "./backup";

export interface DraftFile {
  readonly path: string;
  /** of what the site has; null: nothing yet */
  readonly revision: number | null;
  readonly saved: string;
  readonly text: string;
  readonly saving: boolean;
  /** what somebody else has saved since this page has seen it */
  readonly theirs: AuthoredFile | null;
  /** French: why it was not saved */
  readonly problem: string | null;
}

export interface DraftState {
  readonly phase: "loading" | "ready" | "failed";
  readonly files: readonly DraftFile[];
  readonly active: string;
  /** where the editor is to go; `turn` tells two alike apart */
  readonly goTo: { line: number; turn: number } | null;
  /** what is to be put below the cursor's line; `turn` tells two alike apart */
  readonly insertion: { text: string; turn: number } | null;
  /** French: why the draft cannot be read, or a file not be added */
  readonly problem: string | null;
}

const autosaveMs = 900;
const retryMs = 5_000;
const filesSchema = z.object({ files: z.array(authoredFileSchema) });

export const isDirty = ({ text, saved }: DraftFile): boolean => text !== saved;

export class Draft {
  readonly store: Store<DraftState> = createStore<DraftState>({
    ...{ phase: "loading", files: [], active: lessonFile, goTo: null, insertion: null },
    problem: null,
  });
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #path: string;

  constructor(private readonly lesson: string) {
    this.#path = `/api/authoring/${lesson}/files`;
  }

  find(path: string): DraftFile | undefined {
    return this.store.get().files.find((file) => file.path === path);
  }

  /** Reads what the site has; what is being written here stays as it is. */
  async load(): Promise<void> {
    try {
      const { files } = filesSchema.parse(await call(this.#path));
      const backup = readBackup(this.lesson);
      const known = new Map(this.store.get().files.map((file) => [file.path, file]));
      const merged = files.map((file) => mergedWith(file, known.get(file.path), backup[file.path]));
      const lost = [...known.values()].filter(
        (file) => isDirty(file) && !files.some(({ path }) => path === file.path),
      );
      this.store.set({
        ...{ phase: "ready", problem: null },
        // removed elsewhere while it was written here: it is made anew
        files: [...merged, ...lost.map((file) => ({ ...file, revision: null, saved: "" }))],
      });
      for (const file of this.store.get().files) if (isDirty(file)) this.#saveSoon(file.path);
    } catch (error) {
      if (this.store.get().phase === "loading")
        this.store.set({ phase: "failed", problem: troubleOf(error) });
    }
  }

  open(path: string, line: number | null = null): void {
    const turn = (this.store.get().goTo?.turn ?? 0) + 1;
    this.store.set({ active: path, ...(line === null ? {} : { goTo: { line, turn } }) });
  }

  insert(text: string): void {
    const turn = (this.store.get().insertion?.turn ?? 0) + 1;
    this.store.set({ insertion: { text, turn } });
  }

  edit(path: string, text: string): void {
    const file = this.find(path);
    if (file === undefined || file.text === text) return;
    this.#update(path, { text, problem: null });
    this.#saveSoon(path);
  }

  /** In a conflict: the text here over theirs, or theirs in its place (which can be undone). */
  settle(path: string, keep: "mine" | "theirs"): void {
    const file = this.find(path);
    if (!file?.theirs) return;
    const { text, revision } = file.theirs;
    this.#update(path, {
      ...{ theirs: null, revision, saved: text },
      ...(keep === "theirs" && { text }),
    });
    if (keep === "mine") void this.save(path);
  }

  async save(path: string, keepalive = false): Promise<void> {
    clearTimeout(this.#timers.get(path));
    const file = this.find(path);
    if (!file || !isDirty(file) || file.saving || file.theirs) return;
    const { text, revision: seen } = file;
    this.#update(path, { saving: true, problem: null });
    try {
      const { revision } = await this.#ask({ action: "save", path, text, seen }, keepalive);
      this.#update(path, { saving: false, saved: text, revision });
      if (this.find(path)?.text !== text) this.#saveSoon(path);
    } catch (error) {
      await this.#notSaved(path, error);
    }
  }

  /** All that the site does not have yet. `keepalive`: the page is going away. */
  saveAll(keepalive = false): void {
    for (const { path } of this.store.get().files) void this.save(path, keepalive);
  }

  /** Asks for another change of the files; false: it was refused, and `problem` says why. */
  async change(action: FileAction, open: string): Promise<boolean> {
    try {
      await this.#ask(action, false);
      if (action.action === "remove") this.#drop(({ path }) => path !== action.path);
      if (action.action === "removeExercise")
        this.#drop(({ path }) => !path.startsWith(`exercises/${action.slug}/`));
      await this.load();
      this.open(open);
      return true;
    } catch (error) {
      this.store.set({ problem: troubleOf(error) });
      return false;
    }
  }

  /** Ends its work; what is not saved stays in the backup. */
  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.saveAll(true);
  }

  async #ask(action: FileAction, keepalive: boolean) {
    return fileAnswerSchema.parse(await send(this.#path, action, "POST", keepalive));
  }

  async #notSaved(path: string, error: unknown): Promise<void> {
    if (!(error instanceof EscaleError) || error.status >= 500) {
      this.#update(path, { saving: false, problem: troubleOf(error) });
      return this.#saveSoon(path, retryMs);
    }
    if (error.code !== "file_changed")
      return this.#update(path, { saving: false, problem: error.message });
    const theirs = await this.#theirs(path);
    const file = this.find(path);
    if (file === undefined) return;
    if (theirs === null) {
      // removed elsewhere: made anew
      this.#update(path, { saving: false, revision: null, saved: "" });
      return this.#saveSoon(path);
    }
    // the same text from another tab, or from this page as it was left
    if (theirs.text === file.text)
      this.#update(path, { saving: false, revision: theirs.revision, saved: theirs.text });
    else this.#update(path, { saving: false, theirs });
  }

  async #theirs(path: string): Promise<AuthoredFile | null> {
    const { files } = filesSchema.parse(await call(this.#path));
    return files.find((file) => file.path === path) ?? null;
  }

  #saveSoon(path: string, ms = autosaveMs): void {
    clearTimeout(this.#timers.get(path));
    this.#timers.set(
      path,
      setTimeout(() => void this.save(path), ms),
    );
  }

  #drop(stays: (file: DraftFile) => boolean): void {
    this.store.set({ files: this.store.get().files.filter(stays) });
    this.#keep();
  }

  #update(path: string, change: Partial<DraftFile>): void {
    const files = this.store
      .get()
      .files.map((file) => (file.path === path ? { ...file, ...change } : file));
    this.store.set({ files });
    this.#keep();
  }

  #keep(): void {
    const unsaved = this.store.get().files.filter(isDirty);
    writeBackup(
      this.lesson,
      Object.fromEntries(unsaved.map(({ path, text, revision }) => [path, { text, revision }])),
    );
  }
}

/** What is here of a file, given what the site has and what was not saved before a reload. */
function mergedWith(
  site: AuthoredFile,
  here: DraftFile | undefined,
  backup: { text: string; revision: number | null } | undefined,
): DraftFile {
  const fresh: DraftFile = {
    ...{ path: site.path, revision: site.revision, saved: site.text, text: site.text },
    ...{ saving: false, theirs: null, problem: null },
  };
  if (here !== undefined) {
    if (here.saving || here.revision === site.revision) return here;
    if (!isDirty(here) || here.text === site.text) return fresh;
    return { ...here, theirs: site };
  }
  if (backup === undefined || backup.text === site.text) return fresh;
  const kept = { ...fresh, text: backup.text };
  return backup.revision === site.revision
    ? kept
    : { ...kept, revision: backup.revision, theirs: site };
}
