/**
 * The learner's Dockerfile → the one that the engine is given: one instruction per line, each
 * FROM and COPY --from an image ID or a stage of our own naming, the tenant's cache key after
 * each base image, nothing that was not understood. The steps say which of its lines the learner
 * wrote, so that the output speaks of those alone.
 */
import { badRequest, refused } from "../errors";
import { messages } from "../messages";
import { agree, type Read } from "./agree";
import { expand } from "./expand";
import {
  checkInstruction,
  checkTrigger,
  type Instruction,
  labelLine,
  readInstruction,
} from "./instruction";
import { type EscapeToken, logicalLines } from "./lines";
import { splitWords } from "./words";

/** An image that the tenant may build from. */
export interface BaseImage {
  /** `sha256:…` */
  id: string;
  /** what it runs in builds that start from it */
  triggers: readonly string[];
  /** it was made in this workspace, so that no other tenant's layers have it for a parent */
  own: boolean;
}

export interface Wishes {
  buildArgs: ReadonlyMap<string, string>;
  /** `--label` */
  labels: ReadonlyMap<string, string>;
  /** the stage to stop at; "" for the last */
  target: string;
  /** `NAME="value" …` of the labels that make the tenant's cache its own */
  cacheKey: string;
  /** throws DockerError where the tenant has no such image */
  resolve(name: string, line: number): Promise<BaseImage>;
}

/** One step of the engine's. */
export interface Step {
  /** as the engine prints it */
  engine: string;
  /** as the learner wrote it; undefined for what is ours */
  shown: string | undefined;
}

export interface Rewritten {
  text: string;
  steps: Step[];
}

interface Stage {
  name: string | undefined;
  ours: string;
}

const stageName = /^[a-z][a-z0-9_.-]*$/;
const maxSteps = 500;

export async function rewrite(dockerfile: Uint8Array, wishes: Wishes): Promise<Rewritten> {
  const { escapeToken, lines } = logicalLines(dockerfile);
  const instructions = upTo(lines.map(readInstruction), wishes.target);
  const writer = new Writer(escapeToken, wishes);
  for (const instruction of instructions) await writer.take(instruction);
  return writer.finish();
}

/** Cuts what follows the target stage, as the classic builder does. */
function upTo(instructions: readonly Instruction[], target: string): readonly Instruction[] {
  if (instructions.length === 0) throw badRequest("the Dockerfile cannot be empty");
  if (instructions.length > maxSteps) throw badRequest(messages.dockerfileSteps(maxSteps));
  if (target === "") return instructions;
  const wanted = target.toLowerCase();
  const start = instructions.findIndex(
    (each) => each.keyword === "FROM" && readFrom(each).name === wanted,
  );
  if (start < 0) throw badRequest(`failed to reach build target ${target} in Dockerfile`);
  const end = instructions.findIndex((each, at) => at > start && each.keyword === "FROM");
  return end < 0 ? instructions : instructions.slice(0, end);
}

function readFrom({ number, flags, rest }: Instruction): { image: string; name?: string } {
  if (flags.length > 0) throw refused(messages.dockerfileFlag(number, "FROM", flags[0] ?? ""));
  const [image = "", as, name, more] = rest.split(/[ \t]+/);
  if (as === undefined) return { image };
  const lower = name?.toLowerCase() ?? "";
  if (as.toUpperCase() !== "AS" || name === undefined || more !== undefined)
    throw badRequest(
      `dockerfile parse error line ${number}: FROM requires either one or three arguments`,
    );
  if (!stageName.test(lower))
    throw badRequest(
      `dockerfile parse error line ${number}: invalid name for build stage: "${name.slice(0, 80)}", name can't start with a number or contain symbols`,
    );
  return { image, name: lower };
}

class Writer {
  private readonly out: string[] = [];
  private readonly reads: Read[] = [];
  private readonly steps: Step[] = [];
  private readonly stages: Stage[] = [];
  private readonly arguments = new Map<string, string>();

  constructor(
    private readonly escapeToken: EscapeToken,
    private readonly wishes: Wishes,
  ) {}

  async take(instruction: Instruction): Promise<void> {
    const { keyword, text, number } = instruction;
    if (keyword === "FROM") return this.from(instruction);
    if (this.stages.length === 0) {
      if (keyword !== "ARG")
        throw badRequest(
          `dockerfile parse error line ${number}: No build stage in current context`,
        );
      this.argument(instruction);
      return this.write(this.line(instruction), { keyword }, text);
    }
    checkInstruction(instruction, this.escapeToken);
    if (keyword === "COPY") return this.copy(instruction);
    this.write(this.line(instruction), { keyword }, text);
  }

  finish(): Rewritten {
    if (this.stages.length === 0)
      throw badRequest("dockerfile parse error: file with no instructions");
    const labels = [...this.wishes.labels].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, value] of labels)
      this.write(
        labelLine(name, value, this.escapeToken),
        { keyword: "LABEL" },
        `LABEL ${name}=${value}`,
      );
    const head = this.escapeToken === "`" ? ["# escape=`"] : [];
    const text = `${[...head, ...this.out].join("\n")}\n`;
    if (!agree(text, this.reads)) throw badRequest(messages.dockerfileAmbiguous);
    return { text, steps: this.steps };
  }

  /** `ARG` before the first FROM: a value that FROM may use. */
  private argument({ rest }: Instruction): void {
    for (const word of splitWords(rest, this.escapeToken)) {
      const equals = word.indexOf("=");
      const name = equals < 0 ? word : word.slice(0, equals);
      const given = this.wishes.buildArgs.get(name);
      const value = equals < 0 ? undefined : expand(word.slice(equals + 1), this.arguments);
      const result = given ?? value;
      if (result !== undefined) this.arguments.set(name, result);
    }
  }

  private async from(instruction: Instruction): Promise<void> {
    const { number, text } = instruction;
    const { image: written, name } = readFrom(instruction);
    const image = expand(written, this.arguments);
    if (image === "") throw badRequest(`base name (${written.slice(0, 80)}) should not be blank`);
    if (name !== undefined && this.stages.some((stage) => stage.name === name))
      throw badRequest(`dockerfile parse error line ${number}: duplicate name ${name}`);
    const ours = `stage${this.stages.length}`;
    const earlier = this.stages.find((stage) => stage.name === image.toLowerCase());
    const base = earlier
      ? earlier.ours
      : image === "scratch"
        ? image
        : await this.base(image, number);
    this.stages.push({ name, ours });
    this.write(`FROM ${base} AS ${ours}`, { keyword: "FROM", image: base, stage: ours }, text);
    // a stage that goes on from another has the key already
    if (!earlier) this.write(`LABEL ${this.wishes.cacheKey}`, { keyword: "LABEL" }, undefined);
  }

  private async base(image: string, number: number): Promise<string> {
    const { id, triggers, own } = await this.wishes.resolve(image, number);
    // triggers run before our key: their parent must be an image that only this tenant can have
    if (triggers.length > 0 && !own) throw refused(messages.dockerfileTriggers(number));
    for (const trigger of triggers) checkTrigger(trigger, number);
    return id;
  }

  private async copy(instruction: Instruction): Promise<void> {
    const { flags, number, rest, text } = instruction;
    const froms = flags.filter((flag) => flag.startsWith("--from="));
    const [from] = froms;
    if (from === undefined) return this.write(this.line(instruction), { keyword: "COPY" }, text);
    if (froms.length > 1) throw badRequest(`Duplicate flag specified: from`);
    const source = await this.source(from.slice("--from=".length), number);
    const others = flags.filter((flag) => flag !== from);
    this.write(
      ["COPY", `--from=${source}`, ...others, rest].join(" "),
      { keyword: "COPY", image: source },
      text,
    );
  }

  /** A stage before this one by name or number, else an image. */
  private async source(wanted: string, number: number): Promise<string> {
    const earlier = this.stages.slice(0, -1);
    const named = earlier.findIndex((stage) => stage.name === wanted.toLowerCase());
    if (named >= 0) return String(named);
    if (/^\d{1,9}$/.test(wanted)) {
      if (Number(wanted) < earlier.length) return String(Number(wanted));
      throw badRequest(`invalid from flag value ${wanted}: index out of bounds`);
    }
    if (wanted.toLowerCase() === this.stages.at(-1)?.name)
      throw badRequest(`invalid from flag value ${wanted}: refers to current build stage`);
    if (wanted.includes("$")) throw refused(messages.dockerfileFromVariable(number));
    return (await this.wishes.resolve(wanted, number)).id;
  }

  private line({ keyword, flags, rest }: Instruction): string {
    return [keyword, ...flags, rest].join(" ");
  }

  private write(line: string, read: Read, shown: string | undefined): void {
    this.out.push(line);
    this.reads.push(read);
    this.steps.push({ engine: line, shown });
  }
}
