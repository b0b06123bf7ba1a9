/**
 * A Dockerfile by its instructions: `{from: ["nginx:1.26"], copy: ["index.html /srv/"], …,
 * last: "CMD", count: 4, stages: 1}`, each instruction's flags and arguments on one line with single
 * spaces.
 */
import { DockerfileParser, type Instruction, ModifiableInstruction } from "dockerfile-ast";

export function readDockerfile(text: string): Record<string, unknown> {
  const instructions = DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => ({
      name: instruction.getKeyword().toLowerCase(),
      arguments: oneLine(`${flagsOf(instruction)} ${instruction.getRawArgumentsContent() ?? ""}`),
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

/** The parser's arguments leave them out: `--from=build`, `--interval=5s`. */
const flagsOf = (instruction: Instruction): string =>
  instruction instanceof ModifiableInstruction ? instruction.getFlags().map(String).join(" ") : "";

const oneLine = (text: string): string =>
  text
    .replace(/\\\r?\n/g, " ")
    .replace(/\s+/g, " ")
    .trim();
