/**
 * A virtual machine and a container of one learner's, measured from outside while both run: what
 * the lesson on the two shows beside the terminals. Sizes in bytes, durations in ms.
 */
import { z } from "zod";

export const sideSchema = z.object({
  id: z.string(),
  /** as its learner named it */
  name: z.string(),
  /** what its creator wrote */
  image: z.string(),
  /**
   * from the order to start to the first prompt on its console, as the bytes went by; null before,
   * and where nobody was attached from the beginning
   */
  promptMs: z.number().int().nonnegative().nullable(),
  /** so long ago its start was asked for; null: not seen */
  ageMs: z.number().int().nonnegative().nullable(),
  /** its control group's, without what the kernel could drop at once */
  memoryBytes: z.number().nonnegative(),
  /** names of its processes, as the host's `ps` lists them */
  processes: z.array(z.string()),
  /** of a virtual machine: what its kernel said on the console; of a container: the host's */
  kernel: z.string().nullable(),
  /** of a virtual machine: whether the processor helps it; null: not seen, or a container */
  kvm: z.boolean().nullable(),
});
export type Side = z.infer<typeof sideSchema>;

export const measuresSchema = z.object({
  machine: sideSchema.nullable(),
  /** the newest that runs and is no virtual machine */
  container: sideSchema.nullable(),
  places: z.object({
    /** virtual machines at once, of all learners; 0: none */
    most: z.number().int().nonnegative(),
    running: z.number().int().nonnegative(),
    /** how long one may run */
    timeMs: z.number().int().nonnegative(),
    /** in line: 1 is next; `turn`: there is a place, kept for a minute */
    line: z
      .object({ position: z.number().int(), of: z.number().int(), turn: z.boolean() })
      .nullable(),
    /** the last one was ended because its time was over */
    timedOut: z.boolean(),
  }),
});
export type Measures = z.infer<typeof measuresSchema>;

export const comparisonMessageSchema = z.discriminatedUnion("kind", [
  /** about once a second */
  z.object({ kind: z.literal("measures"), measures: measuresSchema }),
  /** the engine or the backend does not answer; `measures` follow when it does */
  z.object({ kind: z.literal("away") }),
  /** no workspace is open; `measures` follow when one is */
  z.object({ kind: z.literal("closed") }),
]);
export type ComparisonMessage = z.infer<typeof comparisonMessageSchema>;
