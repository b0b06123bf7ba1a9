/**
 * A Dockerfile's text → its logical lines, as the classic builder's parser reads them (moby,
 * vendor/…/buildkit/frontend/dockerfile/parser/parser.go): parser directives, comments,
 * continuation lines, byte order mark, CRLF. What two versions of that parser read in two ways
 * is refused, so that the Dockerfile which is written anew has one reading.
 */
import { badRequest, refused } from "../errors";
import { messages } from "../messages";

export type EscapeToken = "\\" | "`";

export interface LogicalLine {
  /** number of its first line in the file, from 1 */
  number: number;
  /** joined and trimmed, without line break */
  text: string;
}

export interface Lines {
  escapeToken: EscapeToken;
  lines: LogicalLine[];
}

/** The parser's own bound is 64 KiB per line (bufio.MaxScanTokenSize); ours is for the whole. */
export const maxDockerfile = 256 * 1024;
const maxLine = 60_000;

const directive = /^#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(.+?)[ \t]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const unreadable = /[\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029]/;

/** Throws DockerError 400 on what cannot be read in one way, 403 on `# syntax=`. */
export function logicalLines(bytes: Uint8Array): Lines {
  let source: string;
  try {
    source = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw badRequest(messages.dockerfileText);
  }
  const physical = source.replace(/^\ufeff/, "").split(/\r?\n/);
  const { escapeToken, next } = directives(physical);
  const lines: LogicalLine[] = [];
  for (let at = next; at < physical.length; at++) {
    const number = at + 1;
    let text = (physical[at] ?? "").replace(/^[ \t]+/, "");
    if (text === "" || text.startsWith("#")) continue;
    let joined = continued(text, escapeToken);
    while (joined !== undefined) {
      text = joined;
      at += 1;
      if (at >= physical.length) break;
      const more = physical[at] ?? "";
      // comments and empty lines within an instruction do not end it
      if (/^[ \t]*(#|$)/.test(more)) continue;
      joined = continued(more, escapeToken);
      text += joined ?? more;
      joined = joined === undefined ? undefined : text;
    }
    text = text.trim();
    if (text === "") continue;
    const last = text.at(-1);
    if (unreadable.test(text) || text.length > maxLine || last === "\\" || last === "`")
      throw badRequest(messages.dockerfileLine(number));
    lines.push({ number, text });
  }
  return { escapeToken, lines };
}

/** The line without its continuation mark; undefined when it has none. */
function continued(line: string, escapeToken: EscapeToken): string | undefined {
  const bare = line.replace(/[ \t]+$/, "");
  return bare.endsWith(escapeToken) ? bare.slice(0, -1) : undefined;
}

/** Directives come first, before any comment, empty line or instruction. */
function directives(physical: readonly string[]): { escapeToken: EscapeToken; next: number } {
  let escapeToken: EscapeToken = "\\";
  const seen = new Set<string>();
  let next = 0;
  for (; next < physical.length; next++) {
    const found = directive.exec((physical[next] ?? "").trim());
    const name = found?.[1]?.toLowerCase() ?? "";
    const value = found?.[2] ?? "";
    if (name === "syntax") throw refused(messages.dockerfileSyntax(value.slice(0, 80)));
    // BuildKit's own, a comment to the classic builder, which reads no directive after it
    if (name !== "escape") break;
    if (seen.has(name)) throw badRequest("only one escape parser directive can be used");
    if (value !== "\\" && value !== "`")
      throw badRequest(`invalid ESCAPE '${value.slice(0, 20)}'. Must be \` or \\`);
    seen.add(name);
    escapeToken = value;
  }
  return { escapeToken, next };
}
