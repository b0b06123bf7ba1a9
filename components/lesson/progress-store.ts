/**
 * The learner's progress in the browser: fetched once per visit, changed at once on screen, then
 * sent. A visit alone is sent only by those who already have progress, so that reading a page
 * never makes an account.
 */
import { useSyncExternalStore } from "react";
import type { LessonProgress, Progress, ProgressEvent } from "@/lib/protocol/progress";
import { readLessonProgress, readProgress } from "./progress-shape";

export interface ProgressState {
  /** null until the first answer */
  progress: Progress | null;
  /** French, to be shown: what could not be read or kept */
  trouble: string | null;
}

const unread = "Votre progression n’a pas pu être lue. Elle le sera au prochain chargement.";
const unkept =
  "Votre progression n’a pas pu être enregistrée. Vérifiez votre connexion, puis recommencez.";

let state: ProgressState = { progress: null, trouble: null };
let fetched: Promise<void> | null = null;
const listeners = new Set<() => void>();

const nothing: Progress = { lessons: {}, exercises: [] };

function change(next: Partial<ProgressState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function put(lesson: string, value: LessonProgress): void {
  const { lessons, exercises } = state.progress ?? nothing;
  change({ progress: { lessons: { ...lessons, [lesson]: value }, exercises } });
}

async function fetchProgress(): Promise<void> {
  try {
    const response = await fetch("/api/progress", { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`progress: ${response.status}`);
    const read = readProgress(await response.json());
    // what was done while waiting for the answer stands
    change({
      progress: {
        lessons: { ...read.lessons, ...state.progress?.lessons },
        exercises: [...new Set([...read.exercises, ...(state.progress?.exercises ?? [])])],
      },
      trouble: null,
    });
  } catch (error) {
    console.warn(error);
    change({ progress: state.progress ?? nothing, trouble: unread });
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  fetched ??= fetchProgress();
  return () => listeners.delete(listener);
}

const initial: ProgressState = { progress: null, trouble: null };

export function useProgress(): ProgressState {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => initial,
  );
}

/** Shows at once that an exercise is finished; the server knows it already. */
export function finishExercise(id: string): void {
  const { lessons, exercises } = state.progress ?? nothing;
  if (!exercises.includes(id)) change({ progress: { lessons, exercises: [...exercises, id] } });
}

/** Settles once what was sent last has been answered. */
let answered: Promise<void> = Promise.resolve();

/**
 * Shown at once, sent after what was sent before: the first makes the guest account, and two at a
 * time would make two, of which the browser keeps one.
 */
function send(event: ProgressEvent): Promise<void> {
  const now = new Date().toISOString();
  put(event.lesson, applied(event, state.progress?.lessons[event.lesson], now));
  answered = answered.then(() => post(event));
  return answered;
}

async function post(event: ProgressEvent): Promise<void> {
  try {
    const response = await fetch("/api/progress", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(event),
      keepalive: true,
      signal: AbortSignal.timeout(20_000),
    });
    if (!response.ok) throw new Error(`progress: ${response.status}`);
    const kept = readLessonProgress(await response.json());
    // answers may cross on the way: a command noted meanwhile stays noted
    const meanwhile = state.progress?.lessons[event.lesson]?.commandsRun ?? [];
    const commandsRun = [...new Set([...kept.commandsRun, ...meanwhile])].sort((a, b) => a - b);
    put(event.lesson, { ...kept, commandsRun });
    change({ trouble: null });
  } catch (error) {
    console.warn(error);
    change({ trouble: unkept });
  }
}

function applied(
  event: ProgressEvent,
  before: LessonProgress | undefined,
  now: string,
): LessonProgress {
  const next = {
    visitedAt: now,
    completedAt: before?.completedAt ?? null,
    commandsRun: before?.commandsRun ?? [],
  };
  if (event.event === "completed") next.completedAt = now;
  if (event.event === "reopened") next.completedAt = null;
  if (event.event === "command" && !next.commandsRun.includes(event.index)) {
    next.commandsRun = [...next.commandsRun, event.index].sort((a, b) => a - b);
  }
  return next;
}

/** Notes that the lesson is open; sent only when there is progress to add it to. */
export async function visitLesson(lesson: string): Promise<void> {
  fetched ??= fetchProgress();
  await fetched;
  if (Object.keys(state.progress?.lessons ?? {}).length > 0) {
    await send({ event: "visited", lesson });
  }
}

export const completeLesson = (lesson: string) => send({ event: "completed", lesson });
export const reopenLesson = (lesson: string) => send({ event: "reopened", lesson });
export const noteCommand = (lesson: string, index: number) =>
  send({ event: "command", lesson, index });
