/** JSON of two engines compared field by field: each value as a line that begins with its path. */
import { z } from "zod";

/** Moments, and amounts that no two runs have alike. */
const moving = /(^|\.)(time|timeNano|Created|CreatedAt|RunningFor|Pid|LastTagTime|Status|Size)$/;
/** Printed in the order of a map, which is another one each time. */
const listed = /(^|\.)(Labels|Networks|Mounts|LocalVolumes)$/;

/** Documents one behind the other, or one array of them, as the CLI prints them. */
export function flatten(text: string): string[] {
  const documents = text.trimStart().startsWith("[")
    ? z.array(z.unknown()).parse(read(text))
    : text.split("\n").filter(Boolean).map(read);
  return [...new Set(documents.flatMap((document) => lines(document, "")))].sort();
}

const read = (text: string): unknown => JSON.parse(text);

function lines(value: unknown, path: string): string[] {
  const key = path.slice(1);
  if (moving.test(key)) return [`${key}: <moving>`];
  if (Array.isArray(value))
    return value.length === 0
      ? [`${key}: []`]
      : value.flatMap((each: unknown) => lines(each, `${path}[]`));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    return entries.length === 0
      ? [`${key}: {}`]
      : entries.flatMap(([name, each]) => lines(each, `${path}.${named(name)}`));
  }
  if (typeof value === "string" && listed.test(key))
    return value.split(",").map((part) => `${key}: ${part}`);
  return [`${key}: ${JSON.stringify(value)}`];
}

/** Identifiers are no names of fields. */
const named = (name: string) => (/^(sha256:)?[0-9a-f]{64}$/.test(name) ? "<id>" : name);

/** `HostConfig.Memory: 0` → `HostConfig.Memory` */
export const pathOf = (line: string): string => line.slice(2).replace(/: .*$/s, "");
