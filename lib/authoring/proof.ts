/**
 * « Prouver »: the exercises of a draft, each in a fresh workspace of its own that is gone afterwards.
 * One proof at a time for each author, few at a time in all, and bounded in time; what it finds is
 * kept with the hash of the very files that were proved.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type BackendClient, backend } from "@/lib/backend-client/client";
import type { Exercise } from "@/lib/content/exercises/read";
import type { Database } from "@/lib/db/client";
import { isTaken } from "@/lib/db/taken";
import { prove } from "@/lib/exercises/prove";
import {
  type Proof,
  type ProofReport,
  proofReportSchema,
  proofSchema,
} from "@/lib/protocol/authoring";
import { EscaleError, isEscaleError } from "@/lib/protocol/errors";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";
import { log } from "@/lib/runtime/log";
import { once } from "@/lib/runtime/once";
import type { LessonAccess } from "./access";
import { asFiles, draftFiles } from "./drafts";
import { ProofBook } from "./proof-book";
import { readLesson, refuseProblems } from "./read";

type Client = Pick<BackendClient, "open" | "workspace" | "remove" | "checks">;

/** of a whole proof, however many exercises, ms */
const longestMs = 15 * 60_000;
/** for a free place on the machine, ms */
const placeMs = 90_000;
/** without a sign for that long, whoever ran it has died, ms */
const deadMs = 30_000;
const signMs = 5_000;
/** of this web at a time: learners come first */
const maxProofs = 2;

interface RunningProof {
  readonly lesson: string;
  readonly stop: AbortController;
}

declare global {
  interface EscaleShared {
    proofs?: Set<RunningProof>;
  }
}
const running = () => once("proofs", () => new Set<RunningProof>());

/**
 * Begins, and goes on by itself; `readProof` tells how it goes. Throws EscaleError bad_request when
 * the draft has errors, in_use while another proof of this author runs, too_many_requests.
 */
export async function beginProof(
  access: LessonAccess,
  client: Client = backend(),
): Promise<{ ended: Promise<void> }> {
  const { db, author, lesson } = access;
  const read = await readLesson({ id: lesson.id, number: null }, asFiles(await draftFiles(access)));
  refuseProblems(read);
  if (running().size >= maxProofs)
    throw new EscaleError(
      "too_many_requests",
      "D’autres preuves sont en cours sur ce site. Réessayez dans une minute.",
    );
  const book = new ProofBook(read.exercises);
  const stop = new AbortController();
  const run = { lessonId: lesson.id, runningBy: author.id, hash: read.hash };
  const place = { lesson: lesson.id, stop };
  running().add(place);
  try {
    await noteBegun(db, run, book.report);
  } catch (error) {
    running().delete(place);
    throw error;
  }
  const ended = carryOut({ db, client, stop, run, exercises: read.exercises, book }).finally(() =>
    running().delete(place),
  );
  return { ended };
}

interface Run {
  lessonId: string;
  runningBy: string;
  hash: string;
}

/** One of each author: the database says so, whichever web is asked. */
async function noteBegun(db: Database, { lessonId, ...run }: Run, report: ProofReport) {
  const now = new Date();
  const dead = { seenAt: { lt: new Date(now.getTime() - deadMs) } };
  await db.authoredProof.updateMany({
    where: { runningBy: { not: null }, ...dead },
    data: { runningBy: null, status: "stopped" },
  });
  const data = { ...run, status: "running", report, startedAt: now, seenAt: now };
  const busy = () =>
    new EscaleError(
      "in_use",
      "Une preuve est en cours, ou s’arrête encore\u00a0: attendez qu’elle finisse, puis réessayez.",
    );
  try {
    const { count } = await db.authoredProof.updateMany({
      where: { lessonId, runningBy: null },
      data,
    });
    if (count === 0) await db.authoredProof.create({ data: { ...data, lessonId } });
  } catch (error) {
    throw isTaken(error) ? busy() : error;
  }
}

interface Work {
  db: Database;
  client: Client;
  stop: AbortController;
  run: Run;
  exercises: readonly Exercise[];
  book: ProofBook;
}

async function carryOut({ db, client, stop, run, exercises, book }: Work): Promise<void> {
  const own = { lessonId: run.lessonId, runningBy: run.runningBy, hash: run.hash };
  const note = async (status: Proof["status"]) => {
    const { count } = await db.authoredProof.updateMany({
      where: { ...own, status: "running" },
      data: { status, report: book.report, seenAt: new Date() },
    });
    // the lesson is gone, or its author has stopped it
    if (count === 0) stop.abort();
  };
  const signs = setInterval(() => void note("running").catch(() => stop.abort()), signMs);
  const timer = setTimeout(() => stop.abort(), longestMs);
  book.onChange = () => note("running");
  try {
    for (const exercise of exercises) {
      stop.signal.throwIfAborted();
      await proveOne(client, run.runningBy, exercise, book, stop.signal);
    }
    clearInterval(signs);
    await note(book.passed ? "passed" : "failed");
  } catch (error) {
    clearInterval(signs);
    const known = isEscaleError(error);
    if (!known && !stop.signal.aborted) log().error({ err: error }, "a proof ended early");
    book.trouble(
      stop.signal.aborted
        ? "La preuve a été arrêtée."
        : known
          ? error.message
          : "La preuve s’est interrompue de notre côté. Réessayez\u00a0; si cela persiste, prévenez la personne qui gère ce site.",
    );
    await note("stopped").catch((failed: unknown) =>
      log().error({ err: failed }, "the end of a proof could not be noted"),
    );
  } finally {
    clearTimeout(timer);
    // only now may the author's next one begin: the workspace is the author's, and is gone
    const end = db.authoredProof.updateMany({
      where: own,
      data: { runningBy: null, report: book.report },
    });
    await end.catch((failed: unknown) =>
      log().error({ err: failed }, "the end of a proof could not be noted"),
    );
  }
}

/** In a workspace of its own, which is gone afterwards with all that was in it. */
async function proveOne(
  client: Client,
  author: string,
  exercise: Exercise,
  book: ProofBook,
  signal: AbortSignal,
): Promise<void> {
  const owner = proofOwner(author);
  const { checks } = client;
  const alive = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    signal.throwIfAborted();
    return result;
  };
  // ends a solution that goes on, too; what fails here is tried again below, and said there
  const end = () => void client.remove(owner, "remove").catch(() => {});
  signal.addEventListener("abort", end, { once: true });
  await book.begins(exercise.slug);
  // what a web that died has left
  await client.remove(owner, "remove");
  try {
    await untilOpen(client, owner, signal);
    await prove(
      exercise,
      {
        begin: (start) => alive(checks.begin(owner, start)),
        look: (list) => alive(checks.look(owner, list)),
        solve: (solution) => alive(checks.solve(owner, solution)),
      },
      owner,
      book.watching(exercise),
    );
    await book.proved(exercise.slug);
  } catch (error) {
    if (!(await book.failed(exercise, error))) throw error;
  } finally {
    signal.removeEventListener("abort", end);
    await client.remove(owner, "remove");
  }
}

/** The workspace in which this author's exercises are proved: never their own, nor a learner's. */
export const proofOwner = (author: string): Owner => ownerSchema.parse(`proof-${author}`);

async function untilOpen(client: Client, owner: Owner, signal: AbortSignal): Promise<void> {
  const until = Date.now() + placeMs;
  let view = await client.open(owner);
  while (view.state !== "running") {
    signal.throwIfAborted();
    if (view.state === "unavailable") throw new EscaleError(view.code, view.message);
    if (Date.now() > until)
      throw new EscaleError(
        "too_many_requests",
        "La machine est pleine\u00a0: aucune place ne s’est libérée pour la preuve. Réessayez plus tard.",
      );
    await sleep(250);
    view = await (view.state === "none" ? client.open(owner) : client.workspace(owner));
  }
}

/** How the last proof goes or went; null: there was none. */
export async function readProof({ db, lesson }: LessonAccess): Promise<Proof | null> {
  const row = await db.authoredProof.findUnique({ where: { lessonId: lesson.id } });
  if (row === null) return null;
  const dead = row.status === "running" && Date.now() - row.seenAt.getTime() > deadMs;
  const report = proofReportSchema.parse(row.report);
  return proofSchema.parse({
    status: dead ? "stopped" : row.status,
    hash: row.hash,
    startedAt: row.startedAt.toISOString(),
    report: dead ? { ...report, trouble: "La preuve a été interrompue. Relancez-la." } : report,
  });
}

/** Stops the one under way, whichever web runs it: that one sees that it is no more. */
export async function stopProof({ db, lesson }: LessonAccess): Promise<void> {
  await db.authoredProof.updateMany({
    where: { lessonId: lesson.id, status: "running" },
    data: { status: "stopped" },
  });
  for (const one of running()) if (one.lesson === lesson.id) one.stop.abort();
}
