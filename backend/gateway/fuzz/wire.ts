/** A generated request → the bytes of it, as raw as they are meant. */
import { archiveBytes } from "./archives";
import { type Bindings, fill } from "./template";
import type { Wanted } from "./wanted";

/** Whether every rule of HTTP is kept and all of the request is sent, so that an answer is due. */
export const isSound = ({ framing, delivery, breach, headers, payload }: Wanted): boolean =>
  (framing.kind === "length" || (framing.kind === "chunked" && payload.kind !== "none")) &&
  delivery.hangUp === null &&
  breach === "" &&
  headers.length === 0;

export async function bytesOf(wanted: Wanted, bindings: Bindings): Promise<Buffer> {
  const { payload } = wanted;
  const body =
    payload.kind === "tar"
      ? await archiveBytes(payload.archive, (template) => fill(template, bindings))
      : Buffer.from(payload.kind === "text" ? fill(payload.text, bindings) : "");
  const type =
    payload.kind === "tar" ? "application/x-tar" : payload.kind === "text" ? payload.type : "";
  const target = Buffer.from(fill(wanted.target, bindings)).toString("latin1");
  const lines: string[] = [
    ...(wanted.breach === "no-host" ? [] : ["Host: docker"]),
    "Connection: close",
    ...(type === "" ? [] : [`Content-Type: ${type}`]),
    ...wanted.headers.map(([name, value]) => `${name}: ${fill(value, bindings)}`),
  ];
  const framed = frame(wanted, body);
  const head = breakRules(wanted.breach, `${wanted.method} ${target} HTTP/1.1`, [
    ...lines,
    ...framed.lines,
  ]);
  return Buffer.concat([
    Buffer.from(head, "latin1"),
    framed.body,
    Buffer.from(fill(wanted.delivery.pipelined, bindings)),
  ]);
}

function frame(
  { framing, payload, method }: Wanted,
  body: Buffer,
): { lines: string[]; body: Buffer } {
  const length = `Content-Length: ${body.length}`;
  switch (framing.kind) {
    case "length":
      return { lines: payload.kind === "none" && method === "GET" ? [] : [length], body };
    case "chunked":
      return { lines: ["Transfer-Encoding: chunked"], body: chunked(body, framing) };
    case "bad-chunk":
      return {
        lines: ["Transfer-Encoding: chunked"],
        body: Buffer.concat([
          Buffer.from(`${framing.head}\r\n`),
          body,
          Buffer.from("\r\n0\r\n\r\n"),
        ]),
      };
    case "two-lengths":
      return { lines: [length, `Content-Length: ${framing.second}`], body };
    case "length-and-chunked":
      return {
        lines: [length, "Transfer-Encoding: chunked"],
        body: chunked(body, { size: 1024, extension: "", trailer: "" }),
      };
    case "wrong-length":
      return { lines: [`Content-Length: ${body.length + framing.by}`], body };
  }
}

function chunked(body: Buffer, how: { size: number; extension: string; trailer: string }): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += how.size) {
    const chunk = body.subarray(at, at + how.size);
    parts.push(Buffer.from(`${chunk.length.toString(16)}${how.extension}\r\n`), chunk);
    parts.push(Buffer.from("\r\n"));
  }
  return Buffer.concat([...parts, Buffer.from(`0\r\n${how.trailer}\r\n`)]);
}

function breakRules(breach: string, first: string, lines: readonly string[]): string {
  const end = breach === "bare-lf" ? "\n" : "\r\n";
  const whole = (start: string, more: readonly string[] = []) =>
    `${[start, ...lines, ...more].join(end)}${end}${end}`;
  switch (breach) {
    case "fold":
      return whole(first, ["X-A: b", " c"]);
    case "nul":
      return whole(first, ["X-A: b\u0000c"]);
    case "space-colon":
      return whole(first, ["X-A : b"]);
    case "http/1.0":
    case "http/2.0":
    case "http/0.9":
      return whole(first.replace("HTTP/1.1", breach.toUpperCase()));
    case "leading-crlf":
      return `\r\n\r\n${whole(first)}`;
    case "tab-target":
      return whole(first.replace(" ", "\t"));
    case "large-headers":
      return whole(first, [`X-A: ${"b".repeat(70_000)}`]);
    case "long-target":
      return whole(first.replace(" HTTP", `${"a".repeat(70_000)} HTTP`));
    case "high-bytes":
      return whole(first, ["X-A: \u00ff\u00fe"]);
    default:
      return whole(first);
  }
}
