/** Reads the values of a stream of server-sent events, each `data: <JSON>`; comments are skipped. */
import type { z } from "zod";

/** No event of the backend is longer. */
const maxEventChars = 1024 ** 2;

/** Ends with the stream. Throws for an event that is too long or does not fit. */
export async function* readEvents<T>(
  stream: AsyncIterable<Uint8Array>,
  schema: z.ZodType<T>,
): AsyncGenerator<T> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    if (text.length > maxEventChars) throw new Error("an event beyond 1 MiB");
    for (const event of events)
      if (event.startsWith("data: ")) yield schema.parse(JSON.parse(event.slice(6)));
  }
}
