/** A learner's own work in a class: each assignment with how they stand. */
import type { Standing } from "@/lib/protocol/classroom";
import type { Access } from "./access";
import { type AssignmentRecord, listAssignments } from "./assignments";
import type { Item } from "./items";
import { isDone, reachKey, readReaches, standingOf } from "./standing";

export interface OwnItem {
  item: Item;
  standing: Standing;
  /** an imposed order wants something else first */
  waits: boolean;
}

export interface OwnWork {
  assignment: AssignmentRecord;
  items: OwnItem[];
  done: number;
}

/** Throws EscaleError not_found for whoever is not in the class. */
export async function readOwnWork(access: Access, now: Date = new Date()): Promise<OwnWork[]> {
  const { db, person } = access;
  const list = await listAssignments(access, now);
  const all = list.flatMap(({ items }) => items);
  const reaches = await readReaches(db, [person.id], all);
  return list.map((assignment) => {
    let before = true;
    const items = assignment.items.map((item) => {
      const reached = reaches.get(reachKey(person.id, item)) ?? null;
      const waits = assignment.ordered && item.kind === "exercise" && !before;
      before &&= reached?.doneAt != null;
      return { item, standing: standingOf(reached, assignment.dueAt, now), waits };
    });
    return { assignment, items, done: items.filter(({ standing }) => isDone(standing)).length };
  });
}
