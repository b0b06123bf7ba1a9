/** Reads one exercise's folder, whole and checked. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { ContentError, type Problem } from "../problem";
import type { ExerciseMeta } from "../schema/exercise";
import { exerciseFileSchema } from "../schema/exercise-rules";
import { type Explain, parseYaml } from "../yaml-source";
import { readSolution, type SolutionPart, solutionProblems } from "./solution";
import { readStarter, type StarterFile } from "./starter";
import { namesIn } from "./template";

export interface Exercise extends ExerciseMeta {
  /** `<chapter>/<lesson>/<slug>`: its identity in results */
  id: string;
  /** `<chapter>/<lesson>` */
  lesson: string;
  slug: string;
  /** its folder below `~/exercices` in the learner's home: no other exercise has it */
  folder: string;
  /** path of exercise.yaml from the root of the repository */
  file: string;
  starter: StarterFile[];
  solution: SolutionPart[];
  /** check.sh */
  script: string | null;
}

const known = new Set(["exercise.yaml", "starter", "solution.sh", "check.sh"]);

/** Throws `ContentError` with file and line. */
export async function readExercise(
  root: string,
  folder: string,
  lesson: string,
): Promise<Exercise> {
  const slug = basename(folder);
  const names = await readdir(folder);
  const file = relative(root, join(folder, "exercise.yaml"));
  const text = await textOf(names, folder, "exercise.yaml");
  if (text === null) throw problem(relative(root, folder), "holds no exercise.yaml");
  const at = (name: string) => relative(root, join(folder, name));
  const strange = names
    .filter((name) => !known.has(name))
    .map((name) => ({ file: at(name), line: 1, message: "is no part of an exercise" }));
  const exercise = exerciseOf({
    ...{ lesson, slug, file, yaml: text },
    solution: (await textOf(names, folder, "solution.sh")) ?? "",
    starter: await readStarter(root, join(folder, "starter")),
    script: await textOf(names, folder, "check.sh"),
  });
  if (slug.includes("--"))
    strange.push({
      file,
      line: 1,
      message: "two dashes are of the folders of trainers' exercises",
    });
  if (strange.length > 0) throw new ContentError(strange);
  return exercise;
}

/** The files of one exercise, wherever they were read from. */
export interface ExerciseSource {
  lesson: string;
  slug: string;
  /** its folder in the learner's home; without it the slug, as for the course */
  folder?: string;
  /** path of exercise.yaml, which stands beside the others */
  file: string;
  yaml: string;
  /** of solution.sh; empty where there is none */
  solution: string;
  starter: StarterFile[];
  script: string | null;
}

/** Throws `ContentError` with all that is wrong in it. */
export function exerciseOf(source: ExerciseSource, explain?: Explain): Exercise {
  const { lesson, slug, folder = slug, file, yaml, starter, script } = source;
  const meta = parseYaml(yaml, exerciseFileSchema, { file, ...(explain && { explain }) });
  const solution = readSolution(source.solution);
  const exercise: Exercise = {
    ...meta,
    ...{ id: `${lesson}/${slug}`, lesson, slug, folder, file, starter, solution, script },
  };
  const at = (name: string) => file.replace(/exercise\.yaml$/, name);
  const problems = [
    ...solutionProblems(
      solution,
      meta.steps.map((step) => step.id),
      at("solution.sh"),
    ),
    ...scriptProblems(exercise, at("check.sh")),
    ...valueProblems(exercise, yaml),
    ...hintProblems(exercise, yaml),
  ];
  if (!/^[a-z0-9-]{1,60}$/.test(slug))
    problems.push({ file, line: 1, message: "the folder's name: lower-case letters, digits, -" });
  if (problems.length > 0) throw new ContentError(problems);
  return exercise;
}

const problem = (file: string, message: string) => new ContentError([{ file, line: 1, message }]);

async function textOf(names: readonly string[], folder: string, name: string) {
  return names.includes(name) ? readFile(join(folder, name), "utf8") : null;
}

function scriptProblems({ steps, script }: Exercise, file: string): Problem[] {
  const used = steps.some(({ checks }) =>
    checks.some((check) => check.kind === "command" && check.script),
  );
  if (used === (script !== null)) return [];
  const message = used ? "is missing: a check says script: true" : "is used by no check";
  return [{ file, line: 1, message }];
}

/** A value in files beside exercise.yaml exists, and each one is used somewhere. */
function valueProblems(exercise: Exercise, yaml: string): Problem[] {
  const beside = [
    ...exercise.starter.map(({ path, text }) => ({ name: `starter/${path}`, text })),
    ...exercise.solution.map(({ commands }) => ({ name: "solution.sh", text: commands })),
    { name: "check.sh", text: exercise.script ?? "" },
  ];
  const used = new Set([...namesIn(yaml), ...beside.flatMap(({ text }) => namesIn(text))]);
  const unknown = beside.flatMap(({ name, text }) =>
    namesIn(text)
      .filter((value) => !Object.hasOwn(exercise.values, value))
      .map((value) => ({
        file: exercise.file.replace("exercise.yaml", name),
        line: text.split("\n").findIndex((line) => line.includes(`{{${value}}}`)) + 1,
        message: `“{{${value}}}” is no value of this exercise`,
      })),
  );
  const unused = Object.keys(exercise.values)
    .filter((name) => !used.has(name))
    .map((name) => ({
      file: exercise.file,
      line: lineOf(yaml, `${name}:`),
      message: `value “${name}” is used nowhere`,
    }));
  return [...unknown, ...unused];
}

/** A hint leads to the command, it does not hold it. */
function hintProblems(exercise: Exercise, yaml: string): Problem[] {
  const flat = (text: string) => text.replace(/\s+/g, " ");
  return exercise.steps.flatMap((step) => {
    const commands = (exercise.solution.find((part) => part.step === step.id)?.commands ?? "")
      .split("\n")
      .map((line) => flat(line).trim())
      .filter((line) => line.length > 12 && !line.startsWith("#"));
    return step.hints
      .filter((hint) => commands.some((command) => flat(hint).includes(command)))
      .map((hint) => ({
        file: exercise.file,
        line: lineOf(yaml, hint.slice(0, 30)),
        message: `a hint of “${step.id}” holds the solution's own command`,
      }));
  });
}

const lineOf = (text: string, piece: string) =>
  Math.max(1, text.split("\n").findIndex((line) => line.includes(piece)) + 1);
