/** Reads a stream of server-sent events in a test, one value at a time. */
import type { z } from "zod";

export interface Heard<T> {
  /** The next value that `wanted` says yes to; null: the stream has ended. */
  next(wanted?: (value: T) => boolean): Promise<T | null>;
  /** The reader goes away. */
  leave(): Promise<void>;
}

/** `leave` has to be called where the stream does not end by itself. */
export function hear<T>(response: Response, schema: z.ZodType<T>, gone: AbortController): Heard<T> {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error("no stream");
  const decoder = new TextDecoder();
  let text = "";
  const values: T[] = [];
  const read = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    if (done) return false;
    text += decoder.decode(value, { stream: true });
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events)
      if (event.startsWith("data: ")) values.push(schema.parse(JSON.parse(event.slice(6))));
    return true;
  };
  return {
    async next(wanted = () => true) {
      for (;;) {
        const value = values.shift();
        if (value !== undefined && wanted(value)) return value;
        if (value === undefined && !(await read())) return null;
      }
    },
    async leave() {
      gone.abort();
      await reader.cancel();
    },
  };
}
