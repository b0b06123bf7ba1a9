/** WCAG 2.2 contrast (1.4.3: 4.5 for text; 1.4.11: 3 for controls), in both themes. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function colour(name: string, theme: "light" | "dark"): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`no token --${name}`);
  return token[theme];
}

const grounds = ["paper", "surface", "sunken"];
const code = ["keyword", "string", "function", "constant", "comment"].map((kind) => `code-${kind}`);
const pairs: [text: string, ground: string, least: number][] = [
  ...["ink", "soft", "sea", "coral", "brass"].flatMap((text) =>
    grounds.map((ground): [string, string, number] => [text, ground, 4.5]),
  ),
  ...code.flatMap((text) => grounds.map((ground): [string, string, number] => [text, ground, 4.5])),
  ...["sea", "coral", "brass"].flatMap((name): [string, string, number][] => [
    [name, `${name}-wash`, 4.5],
    ["ink", `${name}-wash`, 4.5],
    ["soft", `${name}-wash`, 4.5],
  ]),
  ["on-action", "action", 4.5],
  ["on-action", "action-hover", 4.5],
  ...grounds.flatMap((ground): [string, string, number][] => [
    ["edge", ground, 3],
    ["focus", ground, 3],
  ]),
];

describe.each(["light", "dark"] as const)("contrast in the %s theme", (theme) => {
  it.each(pairs)("%s on %s is at least %d", (text, ground, least) => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(least);
  });
});
