/**
 * Somebody looks at a learner's terminals: what web asks of the backend, what the learner is told,
 * and what whoever looks is told (decision 031).
 */
import { z } from "zod";
import { ownerSchema, terminalIdSchema, workspaceIdSchema } from "./ids";
import { terminalInfoSchema } from "./terminal-info";

/** A watch: drawn at random by the backend, worth nothing without the account that it is of. */
export const watchIdSchema = z.string().regex(/^[0-9a-f]{16}$/);
export type WatchId = z.infer<typeof watchIdSchema>;

/** How long the learner has to answer, ms: no answer is a no. */
export const askMs = 45_000;

/**
 * Whether whoever looks may type too. `request` names this very question: an answer to an earlier
 * one is worth nothing.
 */
export const keyboardSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("none"),
    /** what became of the last question: refused, not answered in time, taken back or given up */
    last: z.enum(["refused", "late", "ended"]).nullable(),
  }),
  z.object({
    state: z.literal("asked"),
    request: z.number().int().min(1),
    until: z.iso.datetime(),
  }),
  z.object({ state: z.literal("shared"), since: z.iso.datetime() }),
]);
export type Keyboard = z.infer<typeof keyboardSchema>;

/** What the learner is told of each who looks. */
export const watchNoticeSchema = z.object({
  id: watchIdSchema,
  name: z.string(),
  since: z.iso.datetime(),
  keyboard: keyboardSchema,
});
export type WatchNotice = z.infer<typeof watchNoticeSchema>;

/** backend → web: everybody whose terminals are looked at now, and by whom; whole on each change. */
export const watchedOwnersSchema = z.array(
  z.object({ owner: ownerSchema, names: z.array(z.string()).min(1) }),
);
export type WatchedOwners = z.infer<typeof watchedOwnersSchema>;

/** web → backend: who looks, and by which name the learner is told. */
export const openWatchSchema = z.strictObject({
  watcher: ownerSchema,
  name: z.string().min(1).max(80),
});
export type OpenWatch = z.infer<typeof openWatchSchema>;

/** Whether whoever looks wants to type too, or no longer. */
export const wantKeyboardSchema = z.strictObject({ wanted: z.boolean() });
export const watcherWantsSchema = wantKeyboardSchema.extend({ watcher: ownerSchema });

/** backend → web → whoever looks: whole, at once and on each change. */
export const watchViewSchema = z.object({
  kind: z.literal("view"),
  watch: watchIdSchema,
  /** null: no workspace runs */
  workspace: z.object({ id: workspaceIdSchema, terminals: z.array(terminalInfoSchema) }).nullable(),
  /** the learner has a page open that shows a terminal of theirs, and can answer */
  present: z.boolean(),
  keyboard: keyboardSchema,
});
export type WatchView = z.infer<typeof watchViewSchema>;

export const watchMessageSchema = z.discriminatedUnion("kind", [
  watchViewSchema,
  /** nobody may look any more, or not now; `message` is French; `final`: asking again is of no use */
  z.object({ kind: z.literal("over"), message: z.string(), final: z.boolean() }),
]);
export type WatchMessage = z.infer<typeof watchMessageSchema>;

/** A terminal shown to a class: of this very workspace, and no other that takes its number. */
export const shownTerminalSchema = z.strictObject({
  workspace: workspaceIdSchema,
  terminal: terminalIdSchema,
});
export type ShownTerminal = z.infer<typeof shownTerminalSchema>;
