/** Values of an exercise that are nobody's, for what only asks whether a text fits with values in it. */
import type { ValueSpec } from "../schema/exercise";
import type { Values } from "./template";

/** Of each value the first that could be drawn; of two ports of one range the second is the next. */
export function sampleValues(specs: Readonly<Record<string, ValueSpec>>): Values {
  let ports = 0;
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      spec.kind === "port" ? String(Math.min(spec.min + ports++, spec.max)) : sample(spec),
    ]),
  );
}

function sample(spec: Exclude<ValueSpec, { kind: "port" }>): string {
  switch (spec.kind) {
    case "number":
      return String(spec.min);
    case "pick":
      return spec.of[0] ?? "";
    case "token":
      return "a".repeat(spec.length);
  }
}
