/** An exercise.yaml as the form shows it: what is in it, however wrong, and what the rules say of it. */
import { YAMLError } from "yaml";
import { exerciseFileSchema } from "@/lib/content/schema/exercise-rules";
import { explain, inFrench, yamlInFrench } from "../french";
import { isPlain } from "./assign";
import { readDocument } from "./yaml-edit";

export interface Issue {
  /** in the file */
  path: readonly PropertyKey[];
  /** French */
  message: string;
}

export interface ReadStep {
  id: string;
  title: string;
  /** each as it is written; not all need be maps */
  checks: readonly unknown[];
  hints: readonly string[];
}

export type ReadText =
  | {
      readable: true;
      steps: readonly ReadStep[];
      /** names of the values that are drawn */
      values: readonly string[];
      issues: readonly Issue[];
    }
  | {
      readable: false;
      /** French */
      message: string;
      line: number;
    };

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (isScalarText(value) ? String(value) : "");
const isScalarText = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

export function readExerciseText(source: string): ReadText {
  try {
    const value: unknown = readDocument(source).toJS();
    if (!isPlain(value))
      return {
        readable: false,
        line: 1,
        message: "Il manque les clés d’un exercice (title, steps…).",
      };
    return {
      readable: true,
      steps: list(value.steps).map((step) => {
        const { id, title, checks, hints } = isPlain(step) ? step : {};
        return {
          id: text(id),
          title: text(title),
          checks: list(checks),
          hints: list(hints).map(text),
        };
      }),
      values: isPlain(value.values) ? Object.keys(value.values) : [],
      issues: issuesOf(value),
    };
  } catch (error) {
    if (error instanceof YAMLError) {
      const line = source.slice(0, error.pos[0]).split("\n").length;
      return { readable: false, line, message: yamlInFrench(error.message) };
    }
    // what yaml throws for aliases without an anchor, or that would grow without end
    if (error instanceof ReferenceError)
      return {
        readable: false,
        line: 1,
        message: "Un alias de YAML (*nom) ne peut pas être suivi.",
      };
    throw error;
  }
}

/** By the rules that the site itself reads an exercise with. */
function issuesOf(value: unknown): Issue[] {
  const result = exerciseFileSchema.safeParse(value, { error: explain });
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => ({ path, message: inFrench(message) }));
}

/** Those within `path`, said from there. */
export const issuesWithin = (
  issues: readonly Issue[],
  path: readonly PropertyKey[],
): readonly Issue[] =>
  issues
    .filter((issue) => path.every((part, index) => issue.path[index] === part))
    .map((issue) => ({ ...issue, path: issue.path.slice(path.length) }));
