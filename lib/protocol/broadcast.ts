/** A trainer's own terminal, shown to a class. */
import { z } from "zod";
import { idSchema } from "./classroom";
import { shownTerminalSchema } from "./watch";

/** What a trainer does with it: begins, says that they are still there, ends. */
export const broadcastActionSchema = z.discriminatedUnion("action", [
  shownTerminalSchema.extend({ action: z.literal("start") }),
  z.strictObject({ action: z.literal("keep") }),
  z.strictObject({ action: z.literal("stop") }),
]);
export type BroadcastAction = z.infer<typeof broadcastActionSchema>;

/** How often a trainer's page says that it is there, ms. */
export const keepEveryMs = 20_000;

export const broadcastSchema = z.object({
  classId: idSchema,
  className: z.string(),
  /** whose terminal */
  name: z.string(),
  since: z.iso.datetime(),
  /** by whoever asks: theirs, in this terminal of this workspace */
  mine: shownTerminalSchema.nullable(),
});
export type Broadcast = z.infer<typeof broadcastSchema>;

export const broadcastNewsSchema = z.object({
  /** now, in the classes that one learns in or gives */
  broadcasts: z.array(broadcastSchema),
  /** classes that are given, which one's terminal can be shown to */
  teaches: z.array(z.object({ id: idSchema, name: z.string() })),
});
export type BroadcastNews = z.infer<typeof broadcastNewsSchema>;
