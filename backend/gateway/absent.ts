/** Kinds of object that nobody has here yet: not found, in the engine's words. */
import { z } from "zod";
import { notFound } from "./errors";
import type { Reply } from "./http/reply";
import type { Scope } from "./route";

const none = (says: string, words: (name: string) => string): Scope<undefined> => ({
  says,
  resolve: async (_tenant, name) => {
    throw notFound(words(name));
  },
});

export const absent = {
  query: z.strictObject({
    scope: z.string().max(32).optional(),
    verbose: z.string().max(8).optional(),
  }),
  plugin: none("none exist", (name) => `plugin "${name}" not found`),
  handle: async (): Promise<Reply> => ({ kind: "empty", status: 404 }),
};
