/** The file in which new content is gathered before it takes the place of the old. */
import { randomBytes } from "node:crypto";
import type { Stats } from "node:fs";

export const draftName = (): string => `.escale-${randomBytes(8).toString("hex")}.tmp`;

/** Longer than any upload lasts, ms: what is older was left by a crash, and is shown. */
const draftMs = 15 * 60_000;

export const isDraft = (name: string, stat: Stats): boolean =>
  /^\.escale-[0-9a-f]{16}\.tmp$/.test(name) && Date.now() - stat.mtimeMs < draftMs;
