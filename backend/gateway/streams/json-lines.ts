/** Streams of JSON documents, one per line: each understood, changed or left out, written anew. */
import { Transform } from "node:stream";

/** A longer line than any event or statistic of the engine's. */
const maxLine = 1024 ** 2;

/** `change` gets each parsed line and returns what to write in its place, or undefined. */
export function mapJsonLines(change: (line: unknown) => unknown): Transform {
  let rest = "";
  const decoder = new TextDecoder();
  return new Transform({
    writableHighWaterMark: 64 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      rest += decoder.decode(chunk, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > maxLine) return done(new Error("a line too long"));
      try {
        for (const line of lines) {
          if (line.trim() === "") continue;
          const changed = change(JSON.parse(line));
          if (changed !== undefined) this.push(`${JSON.stringify(changed)}\n`);
        }
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    flush(done) {
      try {
        const changed = rest.trim() === "" ? undefined : change(JSON.parse(rest));
        if (changed !== undefined) this.push(`${JSON.stringify(changed)}\n`);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}
