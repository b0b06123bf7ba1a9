/**
 * `--log-driver` and `--log-opt`: the engine's `json-file`, its size and number of files within
 * what the platform keeps for each container. Everything else stays refused.
 */
import { z } from "zod";
import { refused } from "../errors";
import { messages } from "../messages";
import { isZero, isZeroStructure } from "./zero";

/** What a container gets that asks for nothing: two files of 1 MiB, which is also the most. */
const defaults = { "max-size": "1m", "max-file": "2" };
const mostBytes = 2 * 1024 ** 2;
/** The engine, not the container, pays for each turn of the files. */
const leastBytes = 10 * 1024;
const mostFiles = 10;

const units: Readonly<Record<string, number>> = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Bytes, as the engine reads a size (go-units' RAMInBytes); undefined for what is none. */
function bytesOf(text: string): number | undefined {
  const [, digits, unit = ""] = /^(\d{1,10})([kmg]?)(?:i?b)?$/i.exec(text) ?? [];
  const factor = units[unit.toLowerCase()];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

const askedSchema = z.strictObject({
  Type: z.enum(["", "json-file"]),
  Config: z
    .union([
      z.strictObject({
        "max-size": z.string().max(16).optional(),
        "max-file": z.string().max(16).optional(),
      }),
      z.unknown().refine(isZero),
    ])
    .transform((options) => z.record(z.string(), z.string()).safeParse(options).data ?? {}),
});

/** Undefined when nothing is asked. */
export const logConfigSchema = z
  .unknown()
  .transform((value, context) => {
    if (isZeroStructure(value)) return undefined;
    const asked = askedSchema.safeParse(value);
    if (asked.success) return asked.data.Config;
    context.addIssue({ code: "custom", message: "refused" });
    return z.NEVER;
  })
  .optional();

/** As an engine fills in its own defaults. Throws DockerError 403 past the bounds. */
export function rebuildLogConfig(options: Readonly<Record<string, string>> = {}) {
  const config = { ...defaults, ...options };
  const bytes = bytesOf(config["max-size"]);
  const files = /^\d{1,3}$/.test(config["max-file"]) ? Number(config["max-file"]) : 0;
  if (bytes === undefined || bytes < leastBytes || files < 1 || files > mostFiles)
    throw refused(messages.logOptions(leastBytes, mostFiles));
  if (bytes * files > mostBytes)
    throw refused(messages.logTooLarge(config["max-size"], files, mostBytes));
  return { Type: "json-file", Config: config };
}
