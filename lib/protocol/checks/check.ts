/**
 * Checks as web asks the backend to look at, and what the backend answers. The backend judges and
 * says what it found; the sentences for the learner are web's.
 */
import { z } from "zod";
import { plainText, shapesOf } from "./kinds";
import { matcherSchema } from "./matcher";

export const checkIdSchema = z.string().regex(/^[a-z0-9-]{1,60}$/, "letters a–z, digits and -");

/** Names the exercise's folder below `~/exercices`. */
export const folderSchema = z.string().regex(/^[a-z0-9-]{1,80}$/);

const shapes = shapesOf(plainText);
const where = z.array(matcherSchema).max(20).default([]);
const id = checkIdSchema;

export const checkSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    id,
    kind: z.literal("engine"),
    ...shapes.engine,
    where,
    /** an object that matched has been seen before, for `gone` */
    seen: z.boolean().default(false),
  }),
  z.strictObject({
    id,
    kind: z.literal("http"),
    port: z.number().int().min(1).max(65535),
    ...shapes.http,
    where,
  }),
  z.strictObject({ id, kind: z.literal("file"), folder: folderSchema, ...shapes.file, where }),
  z.strictObject({
    id,
    kind: z.literal("command"),
    ...shapes.command,
    /** instead of `run`: a script for bash */
    script: z.string().max(16_384).optional(),
    where,
  }),
  z.strictObject({
    id,
    kind: z.literal("answer"),
    ...shapes.answer,
    /** what the learner typed; none yet: null */
    given: z.string().max(500).nullable(),
  }),
]);
export type Check = z.infer<typeof checkSchema>;
export type CheckOf<Kind extends Check["kind"]> = Extract<Check, { kind: Kind }>;

export const outcomeSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("passed") }),
  z.object({
    status: z.literal("notYet"),
    /**
     * `absent`: the object, port or file is not there. `different`: it is, and does not match.
     * `present`: it is there and should not be. `unseen`: it is not there and never was.
     * `refused`: it could not be looked at (a symbolic link, no connection, too slow, too large).
     */
    reason: z.enum(["absent", "different", "present", "unseen", "refused"]),
    /** which of `where` failed first */
    matcher: z.number().int().min(0).nullable(),
    found: z.string().max(400),
    expected: z.string().max(400),
  }),
  /** it could not be judged: the engine is away, or we failed */
  z.object({ status: z.literal("unknown") }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;
export type NotYet = Extract<Outcome, { status: "notYet" }>;

export const checkResultSchema = z.object({
  id: checkIdSchema,
  outcome: outcomeSchema,
  /** for `gone`: an object that matches has been seen to exist */
  seen: z.boolean(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

/** The most checks that are looked at together. */
export const maxChecks = 40;
export const checkListSchema = z.array(checkSchema).min(1).max(maxChecks);
