/** A part of solution.sh that the backend is asked to run, in a workspace that is there for proofs. */
import { z } from "zod";
import { folderSchema } from "./check";

/** s; building an image takes a while */
export const solutionSeconds = 100;

export const runSolutionSchema = z.strictObject({
  /** below `~/exercices`; null: the home */
  folder: folderSchema.nullable(),
  script: z.string().max(32 * 1024),
});
export type RunSolution = z.infer<typeof runSolutionSchema>;

export const solutionRunSchema = z.object({
  /** null: it was ended for taking too long */
  code: z.number().int().nullable(),
  /** the end of what it printed */
  out: z.string().max(4_000),
  err: z.string().max(4_000),
});
export type SolutionRun = z.infer<typeof solutionRunSchema>;
