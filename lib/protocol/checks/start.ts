/** What web asks of the backend when an exercise begins, or begins anew. */
import { z } from "zod";
import { folderSchema } from "./check";
import { filePathSchema, plainText, shapesOf } from "./kinds";

const name = shapesOf(plainText).engine.name.unwrap();
const names = z.array(name).max(40).default([]);

export const startExerciseSchema = z.strictObject({
  folder: folderSchema,
  /** put into the folder, which is emptied first */
  files: z
    .array(
      z.strictObject({
        path: filePathSchema,
        text: z.string().max(64 * 1024),
        executable: z.boolean(),
      }),
    )
    .max(40),
  makeFolder: z.boolean(),
  /** the learner's objects that are removed */
  remove: z.strictObject({ containers: names, images: names, networks: names, volumes: names }),
});
export type StartExercise = z.infer<typeof startExerciseSchema>;
