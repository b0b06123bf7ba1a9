/**
 * The exercises by id, as the running site needs them (the pages themselves are made when it is
 * built): once per process in production, anew each time in development.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { contentPlaces } from "../places";
import { slugOfFolder } from "../slug";
import { type Exercise, readExercise } from "./read";

type Exercises = ReadonlyMap<string, Exercise>;

let kept: Promise<Exercises> | undefined;

export function loadExercises(): Promise<Exercises> {
  if (process.env.NODE_ENV !== "production") return readAll();
  kept ??= readAll();
  return kept;
}

async function readAll(): Promise<Exercises> {
  const { root, content } = contentPlaces();
  const parcours = join(content, "parcours");
  const exercises = new Map<string, Exercise>();
  for (const chapter of await numbered(parcours))
    for (const lesson of await numbered(join(parcours, chapter))) {
      const folder = join(parcours, chapter, lesson, "exercises");
      const id = `${slugOfFolder(chapter)}/${slugOfFolder(lesson)}`;
      for (const name of await namesIn(folder)) {
        const exercise = await readExercise(root, join(folder, name), id);
        exercises.set(exercise.id, exercise);
      }
    }
  return exercises;
}

const numbered = async (folder: string) =>
  (await namesIn(folder)).filter((name) => /^\d+-/.test(name));

/** Empty where there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const absent =
      error instanceof Error &&
      "code" in error &&
      ["ENOENT", "ENOTDIR"].includes(String(error.code));
    if (absent) return [];
    throw error;
  }
}
