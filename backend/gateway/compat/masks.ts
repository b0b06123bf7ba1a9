/** What two runs of the same command never have in common: numbers of moments, places and objects. */
const masks: readonly (readonly [RegExp, string])[] = [
  [/\b(sha256:)?[0-9a-f]{64}\b/g, "<id>"],
  [/\b[0-9a-f]{12}\b/g, "<id>"],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| [+-]\d{4} \w+|[+-]\d\d:\d\d)?/g, "<moment>"],
  [/\b(Less than a second|About an? \w+|\d+ (second|minute|hour|day|week)s?)( ago)?/g, "<time>"],
  [/\b\d{1,3}(\.\d{1,3}){3}(\/\d+)?\b/g, "<address>"],
  [/\b([0-9a-f]{2}:){5}[0-9a-f]{2}\b/g, "<mac>"],
  [/\b\d+(\.\d+)?([kMG]i?)?B\b/g, "<size>"],
  [/\b\d+\.\d+%/g, "<share>"],
  [/\[FATAL tini \(\d+\)\]/g, "[FATAL tini (<pid>)]"],
  // what set-up says of the catalogue's images, which an ordinary engine shows as any label
  [/,?"escale\.\w+":"[^"]*"/g, ""],
  [/,?\bescale\.\w+=[^,\n]*/g, ""],
];

/** The same of two engines, but for what differs; columns apart by two blanks, lines untrimmed ends off. */
export function mask(text: string, own: Readonly<Record<string, string>>): string {
  let masked = text;
  for (const [found, shown] of Object.entries(own)) masked = masked.replaceAll(found, shown);
  for (const [pattern, shown] of masks) masked = masked.replaceAll(pattern, shown);
  return masked
    .split("\n")
    .map((line) => line.replaceAll(/ {2,}/g, "  ").trimEnd())
    .join("\n")
    .trim();
}

/** Lines of one alone, as a patch would say it: `-` the engine's, `+` the gateway's. */
export function differences(plain: string, ours: string): string[] {
  const left = plain.split("\n");
  const right = ours.split("\n");
  return [
    ...left.filter((line) => !right.includes(line)).map((line) => `- ${line}`),
    ...right.filter((line) => !left.includes(line)).map((line) => `+ ${line}`),
  ];
}
