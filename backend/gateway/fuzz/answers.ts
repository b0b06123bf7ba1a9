/** What came back on a connection, as HTTP responses: read leniently, since it is to be judged. */

export interface Answered {
  status: number;
  headers: string;
  /** what has arrived of it, chunks joined */
  body: Buffer;
  whole: boolean;
}

/** The responses one behind the other; bytes behind a 101 or an unbounded body are its body. */
export function readAnswers(bytes: Buffer, method: string): Answered[] {
  const answers: Answered[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const end = rest.indexOf("\r\n\r\n");
    const match = /^HTTP\/1\.1 (\d{3}) /.exec(rest.subarray(0, 16).toString("latin1"));
    if (end < 0 || !match) break;
    const status = Number(match[1]);
    const headers = rest.subarray(0, end).toString("latin1");
    const { body, whole, after } = bodyBehind(rest.subarray(end + 4), headers, status, method);
    answers.push({ status, headers, body, whole });
    rest = after;
  }
  return answers;
}

interface Body {
  body: Buffer;
  whole: boolean;
  after: Buffer;
}

const nothing = Buffer.alloc(0);

function bodyBehind(bytes: Buffer, headers: string, status: number, method: string): Body {
  const bodiless = method === "HEAD" || status === 204 || status === 304 || status === 100;
  if (bodiless) return { body: nothing, whole: true, after: bytes };
  const length = /^content-length: (\d+)$/im.exec(headers)?.[1];
  if (length !== undefined) {
    const end = Number(length);
    return { body: bytes.subarray(0, end), whole: bytes.length >= end, after: bytes.subarray(end) };
  }
  if (/^transfer-encoding: chunked$/im.test(headers)) return joinChunks(bytes);
  return { body: bytes, whole: false, after: nothing };
}

function joinChunks(bytes: Buffer): Body {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = bytes.indexOf("\r\n", at);
    const size = line < 0 ? Number.NaN : Number.parseInt(bytes.toString("latin1", at, line), 16);
    if (!Number.isInteger(size))
      return { body: Buffer.concat(parts), whole: false, after: nothing };
    const start = line + 2;
    if (size === 0)
      return { body: Buffer.concat(parts), whole: true, after: bytes.subarray(start + 2) };
    parts.push(bytes.subarray(start, start + size));
    at = start + size + 2;
    if (at > bytes.length) return { body: Buffer.concat(parts), whole: false, after: nothing };
  }
}
