/** What a value of a Compose file looks like, and French words for what was expected. */
import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { Shape } from "./keys";

const words: Readonly<Record<Exclude<Shape, "any">, string>> = {
  text: "un texte",
  "yes-no": "« true » ou « false »",
  number: "un nombre",
  list: "une liste (une ligne « - … » par élément)",
  map: "des clés et leurs valeurs",
  duration: "une durée, par exemple « 30s »",
};

export const expectedWords = (shapes: readonly Shape[]): string =>
  shapes.map((shape) => (shape === "any" ? "" : words[shape])).join(" ou ");

/** A value that Compose fills in from the environment: what it will be is not known here. */
const isVariable = (text: string): boolean => /\$(\w|\{)/.test(text);

/** Go's time.ParseDuration, with the day and without the sign. */
export const isDuration = (text: string): boolean =>
  /^(\d+(\.\d+)?(us|µs|ms|s|m|h|d))+$/.test(text);

export function hasShape(value: Node, shape: Shape): boolean {
  if (shape === "any") return true;
  if (shape === "list") return isSeq(value);
  if (shape === "map") return isMap(value);
  if (!isScalar(value)) return false;
  const plain = value.value;
  if (typeof plain === "string" && isVariable(plain)) return true;
  switch (shape) {
    case "text":
    case "duration":
      return typeof plain === "string";
    case "number":
      return (
        typeof plain === "number" || (typeof plain === "string" && /^\d+(\.\d+)?$/.test(plain))
      );
    case "yes-no":
      return typeof plain === "boolean" || plain === "true" || plain === "false";
  }
}

const port = "\\d{1,5}(-\\d{1,5})?";
const mapping = new RegExp(
  `^((\\[[0-9a-fA-F:.]+\\]|\\d+(\\.\\d+){3}):)?((${port})?:)?${port}(/(tcp|udp|sctp))?$`,
);

/** `[[address:]port:]port[/protocol]`, each port at most 65535. */
export function isPortMapping(text: string): boolean {
  if (isVariable(text)) return true;
  if (!mapping.test(text)) return false;
  const ports = text.replace(/^(\[.*\]|\d+(\.\d+){3}):/, "").match(/\d+/g) ?? [];
  return ports.every((each) => Number(each) <= 65_535);
}

/** The name that differs least from that one, if it is near; null otherwise. */
export function nearest(name: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const each of names) {
    const away = distance(name.toLowerCase(), each);
    if (away < least) [best, least] = [each, away];
  }
  return best;
}

/** Levenshtein's, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
