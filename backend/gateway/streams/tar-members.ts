/** Archives member by member, at the pace of whoever reads what is written. */
import { Readable } from "node:stream";
import type { ExtractEvents, Header, Pack } from "tar-stream";

/** What is handed to the engine at once: each piece is a system call and a chunk of HTTP. */
const pieceBytes = 128 * 1024;
/** Worth a system call of its own, rather than a copy. */
const largeBytes = 32 * 1024;

/**
 * The archive as it is written, for the engine or a client to read. Whoever reads hears of an error;
 * where nobody does yet, or any more, it must not end the process.
 */
export function readPacked(writer: Pack): Readable {
  writer.on("error", () => undefined);
  return Readable.from(gather(writer), { objectMode: false });
}

/** Small pieces put together, in their order. Holds no more than one piece back. */
export async function* gather(source: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of source) {
    if (!Buffer.isBuffer(piece)) throw new TypeError("an archive is made of bytes");
    if (length === 0 && piece.length >= largeBytes) {
      yield piece;
      continue;
    }
    pieces.push(piece);
    length += piece.length;
    if (length < pieceBytes) continue;
    yield Buffer.concat(pieces, length);
    pieces = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(pieces, length);
}

/**
 * Writes a member with the content of another's. Resolves when it has been written; a break on
 * either side ends both and rejects. (`pipeline` would do the same, at a cost per member that
 * exceeds that of a small file.)
 */
export function copyMember(
  writer: Pack,
  header: Partial<Header> & Pick<Header, "name">,
  content: ExtractEvents["entry"][1],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const target = writer.entry(header, (error) => (error ? reject(error) : resolve()));
    // told by the callback
    target.on("error", () => undefined);
    content.on("error", reject);
    content.pipe(target);
  });
}

/** Writes a member that has no content. */
export function bareMember(
  writer: Pack,
  header: Partial<Header> & Pick<Header, "name">,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const entry = writer.entry({ ...header, size: 0 }, (error) =>
      error ? reject(error) : resolve(),
    );
    // told by the callback
    entry.on("error", () => undefined);
  });
}
