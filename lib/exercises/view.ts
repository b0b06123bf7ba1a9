/** A run as the browser is shown it. */
import type { Exercise } from "@/lib/content/exercises/read";
import { hasFolder } from "@/lib/content/exercises/start";
import { fill, type Values } from "@/lib/content/exercises/template";
import { fillText, parseLine, parseText } from "@/lib/content/exercises/text";
import type { AuthorCheck, Step } from "@/lib/content/schema/exercise";
import { typography } from "@/lib/content/typography";
import type { CheckView, ExerciseView, StepView } from "@/lib/protocol/exercise";
import { isComplete, type Records, statusOf, stepStatus } from "./state";

export interface Run {
  version: string;
  startedAt: Date;
  completedAt: Date | null;
  records: Records;
}

export function viewOf(exercise: Exercise, values: Values, run: Run | null): ExerciseView {
  if (run === null) return { id: exercise.id, run: null };
  const { records, startedAt, completedAt, version } = run;
  return {
    id: exercise.id,
    run: {
      startedAt: startedAt.toISOString(),
      completedAt: completedAt?.toISOString() ?? null,
      done: isComplete(exercise, records),
      outdated: version !== exercise.version,
      folder: hasFolder(exercise) ? `~/exercices/${exercise.slug}` : null,
      steps: exercise.steps.map((step) => stepView(exercise, step, values, records)),
    },
  };
}

function stepView(exercise: Exercise, step: Step, values: Values, records: Records): StepView {
  const first = records.get(step.checks[0]?.id ?? "");
  const shown = step.hints.slice(0, first?.hints ?? 0);
  return {
    id: step.id,
    title: typography(step.title),
    status: stepStatus(exercise, step, records),
    task: fillText(parseText(step.task), values),
    checks: step.checks.map((check) => checkView(check, values, records)),
    hints: { shown: shown.map((hint) => fillText(parseText(hint), values)), of: step.hints.length },
    solution: first?.solution ? solutionOf(exercise, step.id, values) : null,
  };
}

export function solutionOf(exercise: Exercise, step: string, values: Values): string {
  const part = exercise.solution.find((one) => one.step === step);
  return fill(part?.commands ?? "", values);
}

function checkView(check: AuthorCheck, values: Values, records: Records): CheckView {
  const record = records.get(check.id);
  const status = statusOf(records, check.id);
  const said = status === "notYet" || status === "todo" ? (record?.message ?? "") : "";
  return {
    id: check.id,
    title: parseLine(fill(check.title, values)),
    status,
    message: said === "" ? null : parseLine(said),
    question:
      check.kind === "answer"
        ? {
            text: parseLine(fill(check.question, values)),
            hint: check.hint ? parseLine(fill(check.hint, values)) : null,
            given: record?.answer ?? null,
          }
        : null,
  };
}
