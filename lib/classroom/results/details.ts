/** What lies behind a cell of the results: the steps of an exercise, the questions of a lesson. */
import { exercisesFor, versionQuizzes } from "@/lib/authoring/read-version";
import type { Exercise } from "@/lib/content/exercises/read";
import { loadOutline } from "@/lib/content/outline";
import { typography } from "@/lib/content/typography";
import type { Database } from "@/lib/db/client";
import { type CheckRecord, stepStatus } from "@/lib/exercises/state";
import type { StepView } from "@/lib/protocol/exercise";
import type { Item } from "../items";
import { reachKey } from "../standing";

export interface StepLine {
  title: string;
  status: StepView["status"];
  attempts: number;
  hints: number;
  /** it was shown */
  solution: boolean;
}

export interface ItemDetail {
  /** of an exercise that was begun, in its order; none where it has changed since */
  steps: StepLine[];
  /** it was done in an earlier version of the exercise, whose steps are no more */
  outdated: boolean;
  /** of a lesson: time with its page in sight, s */
  seconds: number;
  /** of a lesson: its questions, and how many were answered right */
  quizzes: { right: number; of: number };
}

export const noDetail: ItemDetail = {
  steps: [],
  outdated: false,
  seconds: 0,
  quizzes: { right: 0, of: 0 },
};

/** By learner and item (`reachKey`). The caller has asked whether they may be seen. */
export async function readDetails(
  db: Database,
  users: readonly string[],
  items: readonly Item[],
): Promise<ReadonlyMap<string, ItemDetail>> {
  const targets = (kind: Item["kind"]) => [
    ...new Set(items.filter((item) => item.kind === kind).map(({ target }) => target)),
  ];
  const [lessons, exercises] = await Promise.all([
    lessonDetails(db, users, targets("lesson")),
    exerciseDetails(db, users, targets("exercise")),
  ]);
  return new Map([...lessons, ...exercises]);
}

async function lessonDetails(
  db: Database,
  users: readonly string[],
  lessons: readonly string[],
): Promise<[string, ItemDetail][]> {
  const { chapters } = await loadOutline();
  const questions = new Map([
    ...chapters
      .flatMap((chapter) => chapter.lessons)
      .filter(({ id }) => lessons.includes(id))
      .map(({ id, quizzes }): [string, string[]] => [id, quizzes]),
    ...(await versionQuizzes(db, lessons)),
  ]);
  const userId = { in: [...users] };
  const [seen, passed] = await Promise.all([
    db.lessonProgress.findMany({
      where: { userId, lesson: { in: [...lessons] } },
      select: { userId: true, lesson: true, seconds: true },
    }),
    db.quizRecord.findMany({
      where: { userId, quiz: { in: [...questions.values()].flat() }, passedAt: { not: null } },
      select: { userId: true, quiz: true },
    }),
  ]);
  const right = new Set(passed.map((one) => `${one.userId} ${one.quiz}`));
  const seconds = new Map(seen.map((one) => [`${one.userId} ${one.lesson}`, one.seconds]));
  return users.flatMap((user) =>
    [...questions].map(([target, ids]): [string, ItemDetail] => [
      reachKey(user, { kind: "lesson", target }),
      {
        ...noDetail,
        seconds: seconds.get(`${user} ${target}`) ?? 0,
        quizzes: { right: ids.filter((id) => right.has(`${user} ${id}`)).length, of: ids.length },
      },
    ]),
  );
}

async function exerciseDetails(
  db: Database,
  users: readonly string[],
  targets: readonly string[],
): Promise<[string, ItemDetail][]> {
  const [exercises, runs] = await Promise.all([
    exercisesFor(db, targets),
    db.exerciseRun.findMany({
      where: { userId: { in: [...users] }, exercise: { in: [...targets] } },
      include: { checks: true },
    }),
  ]);
  return runs.map((run): [string, ItemDetail] => {
    const exercise = exercises.get(run.exercise);
    const same = exercise?.version === run.version;
    return [
      reachKey(run.userId, { kind: "exercise", target: run.exercise }),
      { ...noDetail, outdated: !same, steps: exercise && same ? stepLines(exercise, run) : [] },
    ];
  });
}

function stepLines(exercise: Exercise, { checks }: { checks: readonly CheckRecord[] }): StepLine[] {
  const records = new Map(checks.map((one) => [one.check, one]));
  return exercise.steps.map((step) => {
    const own = step.checks.flatMap(({ id }) => records.get(id) ?? []);
    return {
      title: typography(step.title),
      status: stepStatus(exercise, step, records),
      attempts: own.reduce((sum, { attempts }) => sum + attempts, 0),
      // noted with each check of the step
      hints: Math.max(0, ...own.map(({ hints }) => hints)),
      solution: own.some(({ solution }) => solution),
    };
  });
}
