/**
 * `record.json`, beside the home folder and out of the learner's reach: where the workspace is in
 * its life. It holds only what the engine's labels cannot say, because it outlives the containers:
 * why the workspace ended, whether it was ever anybody's, and an ending that was begun, so that a
 * crash in the middle of it is finished and never undone.
 *
 * Files are small and written through a rename; calls are synchronous (some 50 µs), which lets a
 * workstation be claimed without another event in between.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { quotaSchema } from "@/lib/protocol/quota";
import { stopReasonSchema } from "@/lib/protocol/workspace";

export const filesSchema = z.enum(["keep", "remove"]);
/** What an ending does with the home folder. */
export type Files = z.infer<typeof filesSchema>;

const stopped = { reason: stopReasonSchema, at: z.iso.datetime() };

export const recordSchema = z.discriminatedUnion("state", [
  /** made ahead; has never been anybody's, so its home is empty */
  z.strictObject({ state: z.literal("prepared") }),
  z.strictObject({
    state: z.literal("running"),
    openedAt: z.iso.datetime(),
    /** what it may use, where that is not the machine's usual */
    quota: quotaSchema.optional(),
  }),
  /** its objects are being removed */
  z.strictObject({ state: z.literal("ending"), files: filesSchema, ...stopped }),
  /** only the home folder is left */
  z.strictObject({ state: z.literal("stopped"), ...stopped }),
]);
export type WorkspaceRecord = z.infer<typeof recordSchema>;

const fileOf = (root: string) => join(root, "record.json");

/** The record of the workspace folder `root`; null when it has none or one that is not understood. */
export function readRecord(root: string): WorkspaceRecord | null {
  let text: string;
  try {
    text = readFileSync(fileOf(root), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    // cut short by a power loss: treated as absent, which never deletes files
    return null;
  }
}

/** Replaces the record whole: a reader sees the old one or the new one. */
export function writeRecord(root: string, record: WorkspaceRecord): void {
  const next = `${fileOf(root)}.new`;
  writeFileSync(next, JSON.stringify(record), { mode: 0o600 });
  renameSync(next, fileOf(root));
}
