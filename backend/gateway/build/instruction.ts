/**
 * One instruction: understood, checked, refused in French where it would reach further than the
 * learner's own images. ONBUILD's inner instruction is checked by the same rules.
 */
import { badRequest, refused } from "../errors";
import { isReservedLabel } from "../labels";
import { messages } from "../messages";
import type { EscapeToken, LogicalLine } from "./lines";
import { splitList, splitWords } from "./words";

export interface Instruction {
  number: number;
  /** upper case */
  keyword: string;
  /** `--name=value`, as written */
  flags: string[];
  /** what follows the flags; never empty */
  rest: string;
  /** the learner's own line */
  text: string;
}

const known = new Set([
  "ADD",
  "ARG",
  "CMD",
  "COPY",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "FROM",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "ONBUILD",
  "RUN",
  "SHELL",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
]);

const flagged: Readonly<Record<string, readonly string[]>> = {
  ADD: ["chown"],
  COPY: ["chown", "from"],
  HEALTHCHECK: ["interval", "timeout", "start-period", "retries"],
};

/** Throws DockerError 400 in the builder's words on what is no instruction, 403 on a flag of BuildKit's. */
export function readInstruction(line: LogicalLine): Instruction {
  const { number, text } = line;
  const [, word = "", after = ""] = /^([^ \t\v\f\r]*)[ \t]*(.*)$/.exec(text) ?? [];
  const keyword = word.toUpperCase();
  if (!/^[A-Za-z]+$/.test(word) || !known.has(keyword))
    throw badRequest(
      `dockerfile parse error line ${number}: unknown instruction: ${keyword.slice(0, 80)}`,
    );
  const flags: string[] = [];
  let rest = after;
  for (;;) {
    const found = /^(--[^ \t]*)(?:[ \t]+|$)/.exec(rest);
    if (!found?.[1]) break;
    flags.push(found[1]);
    rest = rest.slice(found[0].length);
  }
  if (rest === "")
    throw badRequest(
      `dockerfile parse error line ${number}: ${keyword} requires at least one argument`,
    );
  for (const flag of flags) checkFlag(number, keyword, flag);
  const instruction = { number, keyword, flags, rest, text };
  // before the lines of its document are taken for instructions
  if (["ADD", "COPY", "RUN"].includes(keyword)) checkHeredoc(instruction);
  return instruction;
}

function checkFlag(number: number, keyword: string, flag: string): void {
  const [, name = "", value = ""] = /^--([a-z-]+)=([^\s"'`\\]+)$/.exec(flag) ?? [];
  if (!flagged[keyword]?.includes(name))
    throw refused(messages.dockerfileFlag(number, keyword, flag.slice(0, 60)));
  if (keyword === "HEALTHCHECK" && name !== "retries" && tooOften(value))
    throw badRequest(messages.healthInterval);
}

/** Go's durations, of which only plain ones pass: a second at least, or 0 for the default. */
function tooOften(duration: string): boolean {
  if (duration === "0" || duration === "0s") return false;
  const parts = /^(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})(?:\.\d{1,3})?s)?$/.exec(duration);
  if (!parts) return true;
  const [, hours = "0", minutes = "0", seconds = "0"] = parts;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return total < 1 || total > 3600;
}

/** Throws DockerError 403 on what is not permitted here; FROM and COPY's `--from` are the caller's. */
export function checkInstruction(instruction: Instruction, escapeToken: EscapeToken): void {
  const { number, keyword, rest } = instruction;
  if (keyword === "ADD") checkSources(instruction);
  if (keyword === "LABEL") checkLabels(number, rest, escapeToken);
  // read again in the build that it fires in, where no directive has changed the escape
  if (keyword === "ONBUILD") checkTrigger(rest, number);
}

/** What an image runs in the builds that start from it. */
export function checkTrigger(text: string, number: number): void {
  const inner = readInstruction({ number, text });
  if (["FROM", "ONBUILD", "MAINTAINER"].includes(inner.keyword))
    throw badRequest(`${inner.keyword} isn't allowed as an ONBUILD trigger`);
  if (inner.flags.some((flag) => flag.startsWith("--from")))
    throw refused(messages.dockerfileOnbuildFrom(number));
  checkInstruction(inner, "\\");
}

/** The engine would fetch it itself, from the host's own network. */
function checkSources({ number, rest }: Instruction): void {
  const words = splitList(rest);
  const sources = words.slice(0, -1).join(" ");
  const bare = words.join(" ").replaceAll(/["']/g, "").toLowerCase();
  if (
    /[$\\`]/.test(sources) ||
    /^\[.*\\/.test(rest) ||
    /:\/\/|https?:|ftp:|git@|\.git(#|\s|$)/.test(bare)
  )
    throw refused(messages.dockerfileAdd(number));
}

/** BuildKit's multi-line form, which the classic builder does not know. */
function checkHeredoc({ number, keyword, rest }: Instruction): void {
  if (rest.split(/[ \t]+/).some((word) => /^\d*<<-?(["']?)[A-Za-z_]\w*\1$/.test(word)))
    throw refused(messages.dockerfileHeredoc(number, keyword));
}

/** A label's name has one reading: no variable, no escape, quotes only around the whole. */
function checkLabels(number: number, rest: string, escapeToken: EscapeToken): void {
  const words = splitWords(rest, escapeToken);
  const [first = ""] = words;
  // the old form, `LABEL name the whole value`; not where it could pass for the other
  if (!first.includes("=") && words.some((word) => word.includes("=")))
    throw refused(messages.dockerfileLabel(number));
  const pairs = first.includes("=") ? words : [`${first}=`];
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    const written = pair.slice(0, Math.max(equals, 0));
    const name = /^(["'])(.*)\1$/.exec(written)?.[2] ?? written;
    if (name === "" || /[$\\`"'\s]/.test(name)) throw refused(messages.dockerfileLabel(number));
    if (isReservedLabel(name)) throw refused(messages.reservedLabel);
  }
}

/** `LABEL "name"="value"` that expands to exactly these; for `docker build --label`. */
export function labelLine(name: string, value: string, escapeToken: EscapeToken): string {
  const quoted = value.replaceAll(/["$\\`]/g, (letter) =>
    letter === '"' || letter === "$" || letter === escapeToken ? `${escapeToken}${letter}` : letter,
  );
  return `LABEL "${name}"="${quoted}"`;
}
