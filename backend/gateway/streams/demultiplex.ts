/** The engine's framing of stdout and stderr taken away: what the program has said, in its order. */
import { Transform } from "node:stream";

/** u8 stream, three zeros, u32 big-endian length of what follows (moby, pkg/stdcopy). */
const headerBytes = 8;

/** Holds no more than a header. */
export function demultiplex(): Transform {
  let header = Buffer.alloc(0);
  /** bytes of the frame under way */
  let left = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let rest = chunk;
      while (rest.length > 0) {
        if (left > 0) {
          const piece = rest.subarray(0, left);
          this.push(piece);
          left -= piece.length;
          rest = rest.subarray(piece.length);
          continue;
        }
        const missing = headerBytes - header.length;
        header = Buffer.concat([header, rest.subarray(0, missing)]);
        rest = rest.subarray(missing);
        if (header.length < headerBytes) break;
        left = header.readUInt32BE(4);
        header = Buffer.alloc(0);
      }
      done();
    },
  });
}
