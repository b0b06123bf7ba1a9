/**
 * Draws a learner's values for an exercise: the same at every reload and on every machine, others
 * for every learner and every exercise. Nothing is stored.
 */
import { createHash } from "node:crypto";
import type { ValueSpec } from "../schema/exercise";
import type { Values } from "./template";

/** no 0, o, 1, l, i: it is read on a screen and typed again */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";

export function drawValues(
  specs: Readonly<Record<string, ValueSpec>>,
  learner: string,
  exercise: string,
): Values {
  const values: Record<string, string> = {};
  const ports = new Set<string>();
  for (const [name, spec] of Object.entries(specs)) {
    for (let attempt = 0; ; attempt++) {
      const value = draw(
        spec,
        createHash("sha256")
          .update(JSON.stringify([learner, exercise, name, attempt]))
          .digest(),
      );
      if (spec.kind === "port" && ports.has(value)) continue;
      if (spec.kind === "port") ports.add(value);
      values[name] = value;
      break;
    }
  }
  return values;
}

function draw(spec: ValueSpec, bytes: Buffer): string {
  const among = (count: number, at = 0) => bytes.readUInt32BE(at) % count;
  switch (spec.kind) {
    case "port":
    case "number":
      return String(spec.min + among(spec.max - spec.min + 1));
    case "pick":
      return spec.of[among(spec.of.length)] ?? "";
    case "token":
      return Array.from(
        bytes.subarray(0, spec.length),
        (byte) => letters[byte % letters.length],
      ).join("");
  }
}
