/**
 * A Dockerfile by its instructions: `{from: ["nginx:1.26"], copy: ["index.html /srv/"], …,
 * last: "CMD", count: 4, stages: 1}`, each instruction's arguments on one line with single spaces.
 */
import { DockerfileParser } from "dockerfile-ast";

export function readDockerfile(text: string): Record<string, unknown> {
  const instructions = DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => ({
      name: instruction.getKeyword().toLowerCase(),
      arguments: oneLine(instruction.getRawArgumentsContent() ?? ""),
    }));
  const byName = new Map<string, string[]>();
  for (const { name, arguments: said } of instructions)
    byName.set(name, [...(byName.get(name) ?? []), said]);
  return {
    ...Object.fromEntries(byName),
    first: instructions[0]?.name ?? "",
    last: instructions.at(-1)?.name ?? "",
    count: instructions.length,
    stages: byName.get("from")?.length ?? 0,
  };
}

const oneLine = (text: string): string =>
  text
    .replace(/\\\r?\n/g, " ")
    .replace(/\s+/g, " ")
    .trim();
