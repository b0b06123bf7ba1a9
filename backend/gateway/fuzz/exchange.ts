/** One connection: a generated request's bytes, delivered as it says, and what came back. */
import { connect } from "node:net";
import { type Answered, readAnswers } from "./answers";
import type { Delivery } from "./wanted";

export interface Exchanged {
  /** all bytes that came back */
  raw: Buffer;
  answers: Answered[];
  /** nothing came for a request that was sent whole */
  silent: boolean;
}

/** After the head of an answer that streams, how long more is waited for. */
const quietMs = 60;
/** As much as one answer is read of. */
const maxBytes = 8 * 1024 ** 2;

export interface Waits {
  /** for the first byte of an answer that is due */
  dueMs: number;
  /** for one that need not come */
  undueMs: number;
}

/** Sends, and reads until the gateway ends the connection, or a stream falls quiet. */
export function exchange(
  socketPath: string,
  bytes: Buffer,
  method: string,
  { cuts, hangUp, halfClose }: Delivery,
  { due, waits }: { due: boolean; waits: Waits },
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const client = connect({ path: socketPath, allowHalfOpen: true });
    const chunks: Buffer[] = [];
    let length = 0;
    let silent = false;
    const settle = () => {
      clearTimeout(timer);
      client.destroy();
      const raw = Buffer.concat(chunks);
      resolve({ raw, answers: readAnswers(raw, method), silent });
    };
    let timer = setTimeout(
      () => {
        silent = due;
        settle();
      },
      due ? waits.dueMs : waits.undueMs,
    );
    client.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      clearTimeout(timer);
      if (length > maxBytes) return settle();
      const last = readAnswers(Buffer.concat(chunks), method).at(-1);
      // a bounded answer comes whole, and the connection ends behind it
      const bounded = last !== undefined && /^content-length:/im.test(last.headers) && !last.whole;
      timer = setTimeout(settle, bounded ? waits.dueMs : quietMs);
    });
    client.on("end", settle);
    client.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE" || error.code === "ECONNRESET") settle();
      else reject(error);
    });
    deliver().catch(reject);

    async function deliver(): Promise<void> {
      const end = hangUp === null ? bytes.length : Math.floor((hangUp * bytes.length) / 1000);
      const marks = cuts.map((cut) => Math.floor((cut * end) / 1000)).sort((a, b) => a - b);
      let at = 0;
      for (const mark of [...marks, end]) {
        await write(bytes.subarray(at, mark));
        at = mark;
      }
      if (hangUp !== null) settle();
      else if (halfClose) client.end();
    }

    function write(part: Buffer): Promise<void> {
      return new Promise((done) => {
        if (part.length === 0 || client.destroyed) return setImmediate(done);
        client.write(part, () => setImmediate(done));
      });
    }
  });
}
