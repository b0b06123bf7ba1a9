import { expect, test, vi } from "vitest";
import { daily } from "./daily";

test("work that fails is told of and done again; the end waits for what is under way", async () => {
  let runs = 0;
  let finish: () => void = () => {};
  const errors: unknown[] = [];
  const end = daily({
    firstAfterMs: 1,
    everyMs: 1,
    onError: (error) => errors.push(error),
    work: async () => {
      runs++;
      if (runs === 1) throw new Error("the database is away");
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    },
  });
  await vi.waitFor(() => expect(runs).toBe(2));
  expect(errors).toHaveLength(1);
  let ended = false;
  const ending = end().then(() => {
    ended = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(ended).toBe(false);
  finish();
  await ending;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(runs).toBe(2);
});
