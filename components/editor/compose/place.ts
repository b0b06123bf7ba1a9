/** Where in a Compose file a line stands, told by its indentation: text being typed is rarely YAML. */
import { healthcheckKeys, type KeyHelp, serviceKeys, topKeys } from "./keys";

/** The keys that may stand on that line (from 0); null: names or values are free there. */
export function keysAt(
  lines: readonly string[],
  line: number,
): Readonly<Record<string, KeyHelp>> | null {
  const above = ancestors(lines, line);
  if (above.length === 0) return topKeys;
  if (above[0] !== "services") return null;
  if (above.length === 2) return serviceKeys;
  return above.length === 3 && above[2] === "healthcheck" ? healthcheckKeys : null;
}

const depth = (text: string): number => text.length - text.trimStart().length;

/** The keys that this line stands under, outermost first. */
function ancestors(lines: readonly string[], line: number): string[] {
  const found: string[] = [];
  let level = depth(lines[line] ?? "");
  for (let index = line - 1; index >= 0 && level > 0; index -= 1) {
    const text = lines[index] ?? "";
    const name = /^\s*["']?([^\s#:"'-][^:"']*)["']?\s*:/.exec(text)?.[1];
    if (name === undefined || depth(text) >= level) continue;
    found.unshift(name);
    level = depth(text);
  }
  return found;
}
