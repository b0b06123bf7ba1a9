/** A run as the browser is shown it. */
import type { Exercise } from "@/lib/content/exercises/read";
import { hasFolder } from "@/lib/content/exercises/start";
import { fill, type Values } from "@/lib/content/exercises/template";
import { fillText, parseLine, parseText } from "@/lib/content/exercises/text";
import type { AuthorCheck, Step } from "@/lib/content/schema/exercise";
import { typography } from "@/lib/content/typography";
import type { CheckView, ExerciseRules, ExerciseView, StepView } from "@/lib/protocol/exercise";
import { isComplete, type Records, statusOf, stepStatus } from "./state";

export interface Run {
  version: string;
  startedAt: Date;
  completedAt: Date | null;
  records: Records;
}

/** What is drawn for this learner, and what is allowed to them. */
export interface Terms {
  values: Values;
  rules: ExerciseRules;
}

export function viewOf(exercise: Exercise, terms: Terms, run: Run | null): ExerciseView {
  const { rules } = terms;
  if (run === null) return { id: exercise.id, rules, run: null };
  const { records, startedAt, completedAt, version } = run;
  return {
    id: exercise.id,
    rules,
    run: {
      startedAt: startedAt.toISOString(),
      completedAt: completedAt?.toISOString() ?? null,
      done: isComplete(exercise, records),
      outdated: version !== exercise.version,
      folder: hasFolder(exercise) ? `~/exercices/${exercise.folder}` : null,
      steps: exercise.steps.map((step) => stepView(exercise, step, terms, records)),
    },
  };
}

function stepView(exercise: Exercise, step: Step, terms: Terms, records: Records): StepView {
  const { values, rules } = terms;
  const first = records.get(step.checks[0]?.id ?? "");
  const hints = rules.hints ? step.hints : [];
  const shown = hints.slice(0, first?.hints ?? 0);
  return {
    id: step.id,
    title: typography(step.title),
    status: stepStatus(exercise, step, records),
    task: fillText(parseText(step.task), values),
    checks: step.checks.map((check) => checkView(check, values, records)),
    hints: { shown: shown.map((hint) => fillText(parseText(hint), values)), of: hints.length },
    solution: rules.solutions && first?.solution ? solutionOf(exercise, step.id, values) : null,
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
