/**
 * What a class has done of what it was given: its learners, the items of its assignments, and where
 * the two meet. Of those learners and those items alone.
 */
import { authorize } from "@/lib/authorization/authorize";
import type { Database } from "@/lib/db/client";
import { itemKey, type Standing } from "@/lib/protocol/classroom";
import { type Access, asId } from "../access";
import { type AssignmentRecord, listAssignments } from "../assignments";
import type { Item } from "../items";
import { isDone, type Reached, reachKey, readReaches, standingOf } from "../standing";

export interface Column {
  assignment: AssignmentRecord;
  item: Item;
}

export interface Cell {
  standing: Standing;
  doneAt: Date | null;
  /** at work on it until it was done, longer pauses left out; null: not known, or a lesson */
  minutes: number | null;
  attempts: number;
  hints: number;
  /** steps whose solution was shown, those passed over among them */
  solutions: number;
}

export interface Row {
  /** of the class */
  place: string;
  userId: string | null;
  name: string;
  email: string | null;
  /** what the trainers wrote to this learner; empty: nothing */
  remark: string;
  /** one for each column */
  cells: Cell[];
  /** 0 to 1: the share of each assignment that is done, by the assignments' weights */
  share: number;
}

export interface Results {
  columns: Column[];
  /** by name, those of an imported list who have not come yet among them */
  rows: Row[];
}

export interface Wanted {
  /** of this assignment alone */
  assignment?: string | undefined;
  /** of this place alone */
  place?: string | undefined;
}

/** Throws EscaleError not_found for whoever may not see them. */
export async function readResults(
  access: Access,
  { assignment, place }: Wanted = {},
  now: Date = new Date(),
): Promise<Results> {
  const { db, person, record, relations } = access;
  const own = place !== undefined && place === access.place;
  authorize(person, "member.read-progress", own ? [...relations, "self"] : relations);
  const given = (await listAssignments(access, now)).filter(
    ({ id, opensAt }) =>
      (assignment === undefined || id === assignment) && (opensAt === null || opensAt <= now),
  );
  const columns = given.flatMap((one) => one.items.map((item) => ({ assignment: one, item })));
  const places = await db.classPlace.findMany({
    where: { classId: record.id, ...(place === undefined ? {} : { id: asId(place) }) },
    select: { id: true, userId: true, name: true, email: true, remark: true },
  });
  const users = places.flatMap(({ userId }) => (userId === null ? [] : [userId]));
  const items = columns.map(({ item }) => item);
  const [reaches, work] = await Promise.all([
    readReaches(db, users, items),
    readWork(db, users, items),
  ]);
  const byName = new Intl.Collator("fr").compare;
  const rows = places
    .sort((a, b) => byName(a.name, b.name))
    .map(({ id, ...who }) => {
      const cells = columns.map(({ assignment: { dueAt }, item }) => {
        const key = reachKey(who.userId ?? "", item);
        return cellOf(reaches.get(key) ?? null, work.get(key), dueAt, now);
      });
      return { ...who, place: id, cells, share: shareOf(columns, cells) };
    });
  return { columns, rows };
}

interface Work {
  seconds: number;
  attempts: number;
  hints: number;
  solutions: number;
}

async function readWork(
  db: Database,
  users: readonly string[],
  items: readonly Item[],
): Promise<ReadonlyMap<string, Work>> {
  const exercises = items.filter(({ kind }) => kind === "exercise").map(({ target }) => target);
  const runs = await db.exerciseRun.findMany({
    where: { userId: { in: [...users] }, exercise: { in: exercises } },
    select: {
      ...{ userId: true, exercise: true, activeSeconds: true },
      checks: {
        select: { step: true, attempts: true, hints: true, solution: true, status: true },
      },
    },
  });
  return new Map(
    runs.map(({ userId, exercise, activeSeconds, checks }) => {
      // hints and solutions are noted with each check of their step
      const steps = new Map<string, { hints: number; solution: boolean }>();
      for (const { step, hints, solution } of checks) {
        const known = steps.get(step);
        steps.set(step, {
          hints: Math.max(hints, known?.hints ?? 0),
          solution: solution || (known?.solution ?? false),
        });
      }
      const all = [...steps.values()];
      return [
        reachKey(userId, { kind: "exercise", target: exercise }),
        {
          seconds: activeSeconds,
          attempts: checks.reduce((sum, { attempts }) => sum + attempts, 0),
          hints: all.reduce((sum, { hints }) => sum + hints, 0),
          solutions: all.filter(({ solution }) => solution).length,
        },
      ];
    }),
  );
}

function cellOf(
  reached: Reached | null,
  work: Work | undefined,
  dueAt: Date | null,
  now: Date,
): Cell {
  const { attempts = 0, hints = 0, solutions = 0, seconds = 0 } = work ?? {};
  return {
    standing: standingOf(reached, dueAt, now),
    doneAt: reached?.doneAt ?? null,
    minutes: seconds === 0 ? null : Math.max(1, Math.round(seconds / 60)),
    ...{ attempts, hints, solutions },
  };
}

function shareOf(columns: readonly Column[], cells: readonly Cell[]): number {
  const assignments = new Map<string, { weight: number; done: number; of: number }>();
  for (const [index, { assignment }] of columns.entries()) {
    const { id, weight } = assignment;
    const sum = assignments.get(id) ?? { weight, done: 0, of: 0 };
    const standing = cells[index]?.standing;
    sum.of++;
    if (standing !== undefined && isDone(standing)) sum.done++;
    assignments.set(id, sum);
  }
  const all = [...assignments.values()];
  const weights = all.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return 0;
  return all.reduce((sum, { weight, done, of }) => sum + (weight * done) / of, 0) / weights;
}

/** Which rows a filter keeps. */
export const rowFilters = ["tous", "retard", "aide", "rien"] as const;
export type RowFilter = (typeof rowFilters)[number];

const kept: Record<RowFilter, (row: Row) => boolean> = {
  tous: () => true,
  retard: ({ cells }) =>
    cells.some(({ standing }) => standing === "late" || standing === "missing"),
  aide: ({ cells }) => cells.some(({ hints, solutions }) => hints + solutions > 0),
  rien: ({ cells }) => !cells.some(({ standing }) => isDone(standing)),
};

export const filterRows = (rows: readonly Row[], filter: RowFilter): Row[] =>
  rows.filter(kept[filter]);

/** Names a column apart from another assignment's same item. */
export const columnKey = ({ assignment, item }: Column): string =>
  `${assignment.id} ${itemKey(item)}`;
