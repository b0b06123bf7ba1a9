/**
 * Structured logs, in English, one JSON object a line on stdout, for the operator. Whatever
 * concerns a workspace carries `workspace: <id>`. Written synchronously: the last line before a
 * crash is the one that matters.
 */
import { destination, type Logger, pino, stdTimeFunctions } from "pino";
import type { Settings } from "@/lib/protocol/settings";

export type Log = Logger;

export function createLog(level: Settings["ESCALE_LOG_LEVEL"]): Log {
  return pino(
    { level, base: { program: "backend" }, timestamp: stdTimeFunctions.isoTime },
    destination({ dest: 1, sync: true }),
  );
}
