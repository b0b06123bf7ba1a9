/** A class seen live: what a learner's page tells of itself, and what trainers are shown. */
import { z } from "zod";
import { exerciseTarget, idSchema, lessonTarget } from "./classroom";
import { checkStatusSchema } from "./exercise";
import { blockSchema, inlineSchema } from "./exercise-text";

/** A page in sight tells of itself this often, ms; one behind others as seldom as browsers let it. */
export const reportEveryMs = 8_000;
/** Without a sign for this long, a page in sight is lost, and one that was behind others, ms. */
export const lostAfterMs = { seen: 20_000, hidden: 150_000 } as const;

export const maxCommandLength = 200;
export const maxCommands = 10;
export const maxMessageLength = 500;

/** One page of the learner's, drawn by itself. */
export const pageIdSchema = z.string().regex(/^[a-z0-9]{12,32}$/);

/** What a page tells. Whose it is, is the session's to say. */
export const presenceReportSchema = z.strictObject({
  page: pageIdSchema,
  /** the lesson that it shows; null: another page of the site */
  lesson: lessonTarget.nullable(),
  /** in sight, not behind another tab */
  visible: z.boolean(),
  /** typed at the shell's prompt since the last report, the oldest first */
  commands: z
    .array(z.string().max(2 * maxCommandLength))
    .max(maxCommands)
    .default([]),
  /** it is being closed */
  leaving: z.boolean().default(false),
});
export type PresenceReport = z.infer<typeof presenceReportSchema>;

/** How many classes have been told; none: there is nothing to report any more. */
export const presenceAnswerSchema = z.object({ classes: z.number().int() });

export const handSchema = z.strictObject({ raised: z.boolean() });
/** A trainer lowers hands; `place` null: all of the class. */
export const lowerHandSchema = z.strictObject({ place: idSchema.nullable() });

export const messageKindSchema = z.enum(["text", "command"]);
export type MessageKind = z.infer<typeof messageKindSchema>;

/** `to`: a place of the class; null: everybody in it. */
export const newMessageSchema = z.strictObject({
  to: idSchema.nullable(),
  kind: messageKindSchema,
  text: z
    .string()
    .max(2 * maxMessageLength)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().min(1).max(maxMessageLength)),
});
export type NewMessage = z.infer<typeof newMessageSchema>;

export const messageSchema = z.object({
  id: z.string(),
  classId: z.string(),
  /** who sent it */
  author: z.string(),
  /** to this learner alone */
  personal: z.boolean(),
  kind: messageKindSchema,
  text: z.string(),
  /** ms since the epoch, as all times here */
  sentAt: z.number(),
});
export type Message = z.infer<typeof messageSchema>;

/** What a learner's page knows of their classes. */
export const ownLiveSchema = z.object({
  /** that go on and have a trainer */
  classes: z.array(z.object({ id: z.string(), name: z.string() })),
  handRaised: z.boolean(),
  /** of the last hours, the oldest first */
  messages: z.array(messageSchema),
});
export type OwnLive = z.infer<typeof ownLiveSchema>;

const workSchema = z.object({
  /** the exercise's id */
  exercise: exerciseTarget,
  title: z.string(),
  step: z.object({ id: z.string(), title: z.string(), number: z.number().int() }),
  steps: z.number().int(),
  /** at this step since; not before they came back to it */
  since: z.number(),
  /** checks of the whole exercise */
  passed: z.number().int(),
  checks: z.number().int(),
  /** of this step: different wrong results or answers */
  attempts: z.number().int(),
  hints: z.object({ shown: z.array(z.array(blockSchema)), of: z.number().int() }),
  solution: z.boolean(),
  done: z.boolean(),
  /** of this step */
  list: z.array(
    z.object({
      id: z.string(),
      title: z.array(inlineSchema),
      status: checkStatusSchema,
      message: z.array(inlineSchema).nullable(),
    }),
  ),
  /** how long each step that is over took, s */
  took: z.record(z.string(), z.number()),
});
export type LiveWork = z.infer<typeof workSchema>;

/** `here`, `behind` another tab, `left` the site, `lost` without a word, `away`: not seen lately. */
export const presenceSchema = z.enum(["here", "behind", "left", "lost", "away"]);
export type PresenceState = z.infer<typeof presenceSchema>;

/** One learner as their trainers see them. */
export const liveCardSchema = z.object({
  place: z.string(),
  name: z.string(),
  /** the place is kept for somebody who has not come yet */
  waiting: z.boolean(),
  presence: presenceSchema,
  seenAt: z.number().nullable(),
  handRaisedAt: z.number().nullable(),
  /** null: not known now */
  workspace: z.enum(["none", "running", "stopped"]).nullable(),
  lesson: z.object({ title: z.string(), href: z.string() }).nullable(),
  work: workSchema.nullable(),
  /** the newest last; what looks like a password is masked */
  commands: z.array(z.object({ text: z.string(), at: z.number() })),
});
export type LiveCard = z.infer<typeof liveCardSchema>;

/** One server-sent event of a class; a stream begins with `all`. `now` is the site's clock. */
export const liveNewsSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all"), now: z.number(), cards: z.array(liveCardSchema) }),
  z.object({
    kind: z.literal("some"),
    now: z.number(),
    cards: z.array(liveCardSchema),
    /** places that are no more */
    gone: z.array(z.string()),
  }),
  /** nothing has changed, and the line holds */
  z.object({ kind: z.literal("quiet"), now: z.number() }),
  /** whoever listens may not any more, or the class is archived */
  z.object({ kind: z.literal("over"), now: z.number() }),
]);
export type LiveNews = z.infer<typeof liveNewsSchema>;
/** A stream that goes on says something at least this often, ms. */
export const newsEveryMs = 5_000;
