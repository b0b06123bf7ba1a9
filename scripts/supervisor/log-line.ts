/** One line of a program's output, for the log file (always JSON) and for a reader. */
import { z } from "zod";

const levels: Readonly<Record<number, string>> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "WARN",
  50: "ERROR",
  60: "FATAL",
};

const pinoSchema = z.looseObject({
  level: z.number(),
  time: z.union([z.number(), z.string()]),
  msg: z.string().optional(),
  workspace: z.string().optional(),
  err: z.looseObject({ message: z.string().optional() }).optional(),
});

export interface LogLine {
  /** a JSON object */
  json: string;
  /** "12:34:56 backend info listening" */
  readable: string;
}

function parse(line: string): z.infer<typeof pinoSchema> | null {
  if (!line.startsWith("{")) return null;
  try {
    const result = pinoSchema.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

const clock = (time: Date) => time.toTimeString().slice(0, 8);

/** What a program prints that is not a structured line counts as one of level info. */
export function logLine(program: string, line: string, now = new Date()): LogLine {
  const entry = parse(line);
  if (!entry) {
    const json = { level: 30, time: now.toISOString(), program, msg: line };
    return { json: JSON.stringify(json), readable: `${clock(now)} ${program} ${line}` };
  }
  const time = new Date(entry.time);
  const parts = [
    clock(Number.isNaN(time.getTime()) ? now : time),
    program,
    levels[entry.level] ?? String(entry.level),
    [entry.msg, entry.err?.message].filter(Boolean).join(": "),
    entry.workspace ? `(workspace ${entry.workspace})` : "",
  ];
  return { json: line, readable: parts.filter(Boolean).join(" ") };
}
