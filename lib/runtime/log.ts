/** Structured logs of the web process (JSON lines on standard output, English, for the operator). */
import pino, { type Logger } from "pino";
import { once } from "./once";
import { runtime } from "./settings";

export type { Logger };

declare global {
  interface EscaleShared {
    log?: Logger;
  }
}

export const log = (): Logger =>
  once("log", () =>
    pino({
      name: "web",
      level: runtime().settings.ESCALE_LOG_LEVEL,
      base: { pid: process.pid },
      // A session's cookie or a database password must never reach a log file.
      redact: ["headers.cookie", "headers.authorization", "*.headers.cookie", "DATABASE_URL"],
    }),
  );
