/**
 * The learner's progress in the browser: fetched once per visit, changed at once on screen, then
 * sent. A visit alone is sent only by those who already have an account, so that reading a page
 * never makes one.
 */
import { useSyncExternalStore } from "react";
import { dropAnswers, keepAnswer, keptAnswers, keptQuizzes } from "@/components/quiz/kept";
import type { LessonProgress, Progress, ProgressEvent } from "@/lib/protocol/progress";
import { readLessonProgress, readProgress, readQuizStand } from "./progress-shape";

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

const nothing: Progress = { account: false, lessons: {}, exercises: [], quizzes: {} };

function change(next: Partial<ProgressState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function put(next: Partial<Progress>): void {
  change({ progress: { ...(state.progress ?? nothing), ...next } });
}

function putLesson(lesson: string, value: LessonProgress): void {
  put({ lessons: { ...state.progress?.lessons, [lesson]: value } });
}

async function fetchProgress(): Promise<void> {
  try {
    const response = await fetch("/api/progress", { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`progress: ${response.status}`);
    const read = readProgress(await response.json());
    // what was done while waiting for the answer stands
    change({
      progress: {
        account: read.account || state.progress?.account === true,
        lessons: { ...read.lessons, ...state.progress?.lessons },
        exercises: [...new Set([...read.exercises, ...(state.progress?.exercises ?? [])])],
        quizzes: { ...read.quizzes, ...state.progress?.quizzes },
      },
      trouble: null,
    });
    sendAnswers();
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
  const { exercises } = state.progress ?? nothing;
  if (!exercises.includes(id)) put({ exercises: [...exercises, id] });
}

/** Settles once what was sent last has been answered. */
let answered: Promise<void> = Promise.resolve();

/**
 * Shown at once, sent after what was sent before: the first makes the guest account, and two at a
 * time would make two, of which the browser keeps one.
 */
function send(event: ProgressEvent): Promise<void> {
  const now = new Date().toISOString();
  putLesson(event.lesson, applied(event, state.progress?.lessons[event.lesson], now));
  answered = answered.then(() => post(event));
  return answered;
}

const sent = (path: string, body: unknown) =>
  fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    keepalive: true,
    signal: AbortSignal.timeout(20_000),
  });

async function post(event: ProgressEvent): Promise<void> {
  try {
    const response = await sent("/api/progress", event);
    if (!response.ok) throw new Error(`progress: ${response.status}`);
    const kept = readLessonProgress(await response.json());
    // answers may cross on the way: a command noted meanwhile stays noted
    const meanwhile = state.progress?.lessons[event.lesson]?.commandsRun ?? [];
    const commandsRun = [...new Set([...kept.commandsRun, ...meanwhile])].sort((a, b) => a - b);
    putLesson(event.lesson, { ...kept, commandsRun });
    put({ account: true });
    change({ trouble: null });
    sendAnswers();
  } catch (error) {
    console.warn(error);
    // a sign of life that is lost costs half a minute, and nobody is to be told
    if (event.event !== "present") change({ trouble: unkept });
  }
}

/** An answer to a question of a lesson; the server judges it once there is an account. */
export function answerQuestion(question: string, answer: readonly number[]): void {
  keepAnswer(question, answer);
  sendAnswers();
}

/** What the browser keeps for want of an account or of a connection, in its turn. */
function sendAnswers(): void {
  if (state.progress?.account !== true || keptQuizzes().length === 0) return;
  answered = answered.then(async () => {
    try {
      for (const quiz of keptQuizzes()) await postAnswers(quiz);
    } catch (error) {
      // they stay here, and go with the next
      console.warn(error);
    }
  });
}

/**
 * Sends what this browser still keeps, for somebody who has an account and is about to leave. Throws
 * when something could not be sent, which then stays kept.
 */
export async function flushAnswers(): Promise<void> {
  await answered;
  // a question that fails is tried once
  for (const quiz of keptQuizzes()) while (keptAnswers(quiz).length > 0) await postAnswers(quiz);
}

/** as many as lib/protocol/progress.ts takes */
const maxAnswers = 20;

async function postAnswers(quiz: string): Promise<void> {
  const answers = keptAnswers(quiz).slice(0, maxAnswers);
  if (answers.length === 0) return;
  const response = await sent("/api/progress/quizzes", { quiz, answers });
  // a question that the course has no more, or has changed
  const refused = response.status === 400 || response.status === 404;
  if (!response.ok && !refused) throw new Error(`quizzes: ${response.status}`);
  dropAnswers(quiz, answers.length);
  if (refused) return;
  const stand = readQuizStand(await response.json());
  put({ quizzes: { ...state.progress?.quizzes, [quiz]: stand } });
}

function applied(
  event: ProgressEvent,
  before: LessonProgress | undefined,
  now: string,
): LessonProgress {
  const next = {
    visitedAt: before?.visitedAt ?? now,
    seenAt: now,
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
  if (state.progress?.account) await send({ event: "visited", lesson });
}

/** A sign of life, from those whose visit was noted. */
export async function notePresence(lesson: string): Promise<void> {
  if (state.progress?.account && state.progress.lessons[lesson])
    await send({ event: "present", lesson });
}

export const completeLesson = (lesson: string) => send({ event: "completed", lesson });
export const reopenLesson = (lesson: string) => send({ event: "reopened", lesson });
export const noteCommand = (lesson: string, index: number) =>
  send({ event: "command", lesson, index });
