/** What the form writes into an exercise.yaml, if the rules accept it. */
import { isPlain } from "./assign";
import { keyOrder } from "./fields";
import { type CheckForm, changesBetween, checkOf, formOf, withId } from "./form";
import { type Issue, issuesWithin, type ReadStep, readExerciseText } from "./read";
import { changeItem, insertItem } from "./yaml-edit";

/** The file with the check in it, or what is wrong with the check: paths within it. */
export type Saved = { text: string; issues?: never } | { text?: never; issues: readonly Issue[] };

/** Where a check stands in its file. */
export interface Place {
  step: number;
  check: number;
}

export const checksPath = (step: number) => ["steps", step, "checks"] as const;

/** As the last of this step. */
export function addCheck(source: string, step: number, form: CheckForm): Saved {
  const read = readExerciseText(source);
  if (!read.readable) return { issues: [{ path: [], message: read.message }] };
  const taken = new Set(
    read.steps.flatMap(({ checks }) =>
      checks.flatMap((check) => (isPlain(check) ? [String(check.id)] : [])),
    ),
  );
  const check = read.steps[step]?.checks.length ?? 0;
  const values = checkOf(withId(form, taken));
  const order = keyOrder(form.kind);
  const sorted = Object.fromEntries(
    Object.entries(values).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
  );
  return accepted(insertItem(source, checksPath(step), check, sorted), { step, check });
}

/** `base`: the form as it was opened; what is the same in `form` is left as it is written. */
export function saveCheck(source: string, place: Place, base: CheckForm, form: CheckForm): Saved {
  const read = readExerciseText(source);
  if (!read.readable) return { issues: [{ path: [], message: read.message }] };
  const now = read.steps[place.step]?.checks[place.check];
  const kind = isPlain(now) && now.kind === form.kind ? {} : { kind: form.kind };
  const changes = { ...changesBetween(base, form), ...kind };
  const { step, check } = place;
  const text = changeItem(source, checksPath(step), check, changes, keyOrder(form.kind));
  return accepted(text, place);
}

function accepted(text: string, { step, check }: Place): Saved {
  const read = readExerciseText(text);
  if (!read.readable) return { issues: [{ path: [], message: read.message }] };
  const issues = issuesWithin(read.issues, ["steps", step, "checks", check]);
  return issues.length > 0 ? { issues } : { text };
}

/** Where the check that stood at `place` with this id is now; null: nowhere. */
export function placeNow(steps: readonly ReadStep[], place: Place, id: unknown): Place | null {
  const idOf = (check: unknown) => (isPlain(check) ? check.id : undefined);
  const there = steps[place.step]?.checks[place.check];
  if (there !== undefined && idOf(there) === id) return place;
  for (const [step, { checks }] of steps.entries()) {
    const check = checks.findIndex((one) => idOf(one) === id);
    if (check >= 0) return { step, check };
  }
  return null;
}

export const formAt = (steps: readonly ReadStep[], { step, check }: Place): CheckForm | null => {
  const value = steps[step]?.checks[check];
  return value === undefined ? null : formOf(value);
};
