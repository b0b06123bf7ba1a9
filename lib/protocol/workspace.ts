/**
 * What web and the browser are told of a learner's workspace. One value, `WorkspaceView`, says
 * everything that the page shows; it is pushed whole on each change (server-sent events), so a
 * reload or a lost message leaves nothing stale.
 */
import { z } from "zod";
import { errorCodeSchema } from "./errors";
import { workspaceIdSchema } from "./ids";
import { terminalInfoSchema } from "./terminal-info";
import { watchNoticeSchema } from "./watch";

export { type TerminalInfo, terminalInfoSchema } from "./terminal-info";

/** A port of the workstation that a running container publishes. */
export const publishedPortSchema = z.object({
  port: z.number().int().min(1).max(65_535),
  /** the container's name, as the learner knows it */
  container: z.string(),
});
export type PublishedPort = z.infer<typeof publishedPortSchema>;

export const workspaceLimitsSchema = z.object({
  memoryBytes: z.number().int().positive(),
  cpus: z.number().positive(),
  pids: z.number().int().positive(),
  containers: z.number().int().positive(),
  terminals: z.number().int().positive(),
});
export type WorkspaceLimits = z.infer<typeof workspaceLimitsSchema>;

/** Why a workspace is no more. */
export const stopReasonSchema = z.enum(["idle", "learner", "operator", "lost", "disk"]);
export type StopReason = z.infer<typeof stopReasonSchema>;

export const workspaceViewSchema = z.discriminatedUnion("state", [
  /** none was ever opened, or it has been stopped (`stopped` says why and since when) */
  z.object({
    state: z.literal("none"),
    /** files of the home folder are kept from an earlier workspace */
    filesKept: z.boolean(),
    stopped: z.object({ reason: stopReasonSchema, at: z.iso.datetime() }).nullable(),
  }),
  /** the machine is full: in line, 1 = next; `of` = how many wait */
  z.object({
    state: z.literal("waiting"),
    position: z.number().int().min(1),
    of: z.number().int().min(1),
  }),
  z.object({ state: z.literal("opening") }),
  z.object({
    state: z.literal("running"),
    id: workspaceIdSchema,
    openedAt: z.iso.datetime(),
    /** when it is stopped for idleness unless something happens before */
    idleStopsAt: z.iso.datetime(),
    /** how long before that the page warns, ms */
    idleWarningMs: z.number().int().nonnegative(),
    limits: workspaceLimitsSchema,
    terminals: z.array(terminalInfoSchema),
    /** there once the workspace's disk is used up: nothing more can be made until there is room */
    diskSpent: z
      .object({
        usedBytes: z.number().int(),
        maxBytes: z.number().int(),
        usedFiles: z.number().int(),
        maxFiles: z.number().int(),
      })
      .optional(),
    /** in ascending order */
    ports: z.array(publishedPortSchema),
    /** who looks at the terminals now, besides their owner; absent: nobody */
    watches: z.array(watchNoticeSchema).optional(),
    /** how many look at a terminal that is shown to a class; absent: nobody */
    audience: z.number().int().positive().optional(),
  }),
  /** cannot be opened now; `message` is French and says what to do */
  z.object({ state: z.literal("unavailable"), code: errorCodeSchema, message: z.string() }),
]);
export type WorkspaceView = z.infer<typeof workspaceViewSchema>;

/** What the operator sees of each workspace (`admin workspace list`). */
export const workspaceSummarySchema = z.object({
  id: workspaceIdSchema,
  /** null: prepared ahead, not yet anybody's */
  owner: z.string().nullable(),
  /** the unix socket of its virtual engine on the host */
  socket: z.string(),
  openedAt: z.iso.datetime().nullable(),
  idleStopsAt: z.iso.datetime().nullable(),
  containers: z.number().int(),
  terminals: z.number().int(),
});
export type WorkspaceSummary = z.infer<typeof workspaceSummarySchema>;

/** A home folder that waits for its owner's return (`admin workspace list --all`). */
export const keptHomeSchema = z.object({
  id: workspaceIdSchema,
  /** null: no owner's link leads to it any more */
  owner: z.string().nullable(),
  bytes: z.number().int(),
  lastUsedAt: z.iso.datetime(),
});
export type KeptHome = z.infer<typeof keptHomeSchema>;

export const openTerminalSchema = z.strictObject({
  cols: z.number().int().min(2).max(1000),
  rows: z.number().int().min(1).max(1000),
});
export type OpenTerminal = z.infer<typeof openTerminalSchema>;
