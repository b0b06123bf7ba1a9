/** Classes and assignments, as pages and routes speak of them. */
import { z } from "zod";
import { emailSchema } from "./account";

/**
 * What a code is made of: no letter or digit that is taken for another (0 O, 1 I L), no vowel, so
 * that no code reads as a word. 27 characters, 8 places: 2.8 × 10¹¹ codes.
 */
export const codeAlphabet = "23456789BCDFGHJKMNPQRSTVWXZ";
export const codeLength = 8;

/** As somebody types it: any case, with or without the hyphen and spaces. */
export const joinCodeSchema = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[\s\-‐‑–]/g, ""))
  .pipe(z.string().regex(new RegExp(`^[${codeAlphabet}]{${codeLength}}$`)));

/** BCDF2345 → BCDF-2345. */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** The secret of a personal link. */
export const placeTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** Of a class, a place, an assignment, an account. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const oneLine = (most: number) =>
  z
    .string()
    .max(4 * most)
    .transform((text) =>
      text
        .normalize("NFC")
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .pipe(z.string().min(1).max(most));

/** A learner's name in their class. */
export const displayNameSchema = oneLine(60);
export const classNameSchema = oneLine(80);

/** An IANA name that this machine knows the rules of. */
export const timeZoneSchema = z
  .string()
  .max(60)
  .refine((name) => name === "UTC" || Intl.supportedValuesOf("timeZone").includes(name));

/** A date and time on the wall of the class, as `<input type="datetime-local">` writes it. */
export const localTimeSchema = z
  .string()
  .regex(/^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/);
export const localDateSchema = z
  .string()
  .regex(/^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);

export const newClassSchema = z.strictObject({
  name: classNameSchema,
  timeZone: timeZoneSchema.default("Europe/Paris"),
});

/** With a code one says who one is; a personal link knows it. */
export const joinSchema = z.union([
  z.strictObject({ code: joinCodeSchema, name: displayNameSchema }),
  z.strictObject({ place: placeTokenSchema }),
]);
export type Join = z.infer<typeof joinSchema>;

export const maxRemarkLength = 1500;

/** What trainers write to a learner about their work; empty: nothing. */
const remarkSchema = z
  .string()
  .max(2 * maxRemarkLength)
  .transform((text) =>
    text
      .normalize("NFC")
      .replace(/\r\n?/g, "\n")
      // line breaks stay, no other invisible character does
      .replace(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/gu, " ")
      .trim(),
  )
  .pipe(z.string().max(maxRemarkLength));

/** An imported list, as text: 16 KiB of JSON hold some three hundred lines. */
export const maxListLength = 14_000;

export const classActionSchema = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("settings"),
    name: classNameSchema,
    timeZone: timeZoneSchema,
  }),
  z.strictObject({ action: z.literal("renewCode") }),
  z.strictObject({ action: z.literal("closeCode") }),
  z.strictObject({ action: z.literal("archive") }),
  z.strictObject({ action: z.literal("reopen") }),
  z.strictObject({
    action: z.literal("duplicate"),
    name: classNameSchema,
    /** the day that the first date of the class is moved to */
    start: localDateSchema.nullable(),
  }),
  z.strictObject({ action: z.literal("addTrainer"), email: emailSchema }),
  z.strictObject({ action: z.literal("removeTrainer"), user: idSchema }),
  z.strictObject({ action: z.literal("import"), list: z.string().max(maxListLength) }),
  z.strictObject({ action: z.literal("renamePlace"), place: idSchema, name: displayNameSchema }),
  z.strictObject({ action: z.literal("remark"), place: idSchema, text: remarkSchema }),
  z.strictObject({ action: z.literal("freePlace"), place: idSchema }),
  z.strictObject({ action: z.literal("removePlace"), place: idSchema }),
  z.strictObject({ action: z.literal("leave") }),
]);
export type ClassAction = z.infer<typeof classActionSchema>;

/** What was made of an imported list. */
export const importedSchema = z.object({
  added: z.number().int(),
  /** already in the class, by name and address */
  known: z.number().int(),
  /** lines that were not understood, which changed nothing; French */
  problems: z.array(z.object({ line: z.number().int(), text: z.string(), message: z.string() })),
});
export type Imported = z.infer<typeof importedSchema>;

/** What an action answers; a field is there when the action has it. */
export const classAnswerSchema = z.object({
  /** of the class that was made */
  id: z.string().optional(),
  imported: importedSchema.optional(),
});

export const lessonTarget = z.string().regex(/^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/);
export const exerciseTarget = z
  .string()
  .regex(/^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}\/[a-z0-9-]{1,60}$/);

export const assignedItemSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lesson"), target: lessonTarget }),
  z.strictObject({ kind: z.literal("exercise"), target: exerciseTarget }),
]);
export type AssignedItem = z.infer<typeof assignedItemSchema>;
export const itemKey = ({ kind, target }: { kind: string; target: string }): string =>
  `${kind}:${target}`;

export const maxItems = 60;

/** An assignment as its form sends it; its times are those of the class's wall. */
export const assignmentDraftSchema = z
  .strictObject({
    title: oneLine(100),
    instructions: z
      .string()
      .max(4000)
      .transform((text) => text.replace(/\r\n?/g, "\n").trim()),
    opensAt: localTimeSchema.nullable(),
    dueAt: localTimeSchema.nullable(),
    ordered: z.boolean(),
    hintsAllowed: z.boolean(),
    solutionsAllowed: z.boolean(),
    weight: z.number().int().min(1).max(100),
    items: z
      .array(assignedItemSchema)
      .min(1)
      .max(maxItems)
      .refine((items) => new Set(items.map(itemKey)).size === items.length),
  })
  // both are written on the same clock, in the order of time
  .refine(({ opensAt, dueAt }) => opensAt === null || dueAt === null || opensAt < dueAt);
export type AssignmentDraft = z.infer<typeof assignmentDraftSchema>;

/**
 * How one learner stands with one item. `missing`: its time is over and it is not done; `late`:
 * it was done after that.
 */
export const standingSchema = z.enum(["todo", "begun", "done", "late", "missing"]);
export type Standing = z.infer<typeof standingSchema>;

/** What a learner is expected to do, for the reminders on their pages. */
export const agendaSchema = z.object({
  assignments: z.array(
    z.object({
      id: z.string(),
      classId: z.string(),
      className: z.string(),
      title: z.string(),
      dueAt: z.iso.datetime().nullable(),
      /** French, on the clock of the class */
      due: z.string().nullable(),
      overdue: z.boolean(),
      items: z.array(
        z.object({ kind: z.enum(["lesson", "exercise"]), target: z.string(), done: z.boolean() }),
      ),
    }),
  ),
});
export type Agenda = z.infer<typeof agendaSchema>;
