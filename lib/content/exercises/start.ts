/** What the backend is asked when a learner begins an exercise, or begins it anew. */
import type { StartExercise } from "@/lib/protocol/checks/start";
import type { Exercise } from "./read";
import { fill, type Values } from "./template";

export function startOf(exercise: Exercise, values: Values): StartExercise {
  const all = (names: readonly string[]) => names.map((name) => fill(name, values));
  const { containers, images, networks, volumes } = exercise.reset;
  return {
    folder: exercise.folder,
    files: exercise.starter.map((file) => ({ ...file, text: fill(file.text, values) })),
    makeFolder: hasFolder(exercise),
    remove: {
      containers: all(containers),
      images: all(images),
      networks: all(networks),
      volumes: all(volumes),
    },
  };
}

/** Whether it has a folder in the learner's home: it brings files, or looks at some. */
export const hasFolder = ({ starter, steps }: Exercise): boolean =>
  starter.length > 0 || steps.some(({ checks }) => checks.some(({ kind }) => kind === "file"));
