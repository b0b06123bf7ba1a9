import { expect, test } from "vitest";
import { createRate } from "./rate";
import { createTurns } from "./turns";

test("a rate allows its burst, then its pace", () => {
  let now = 0;
  const rate = createRate(10, 3, () => now);
  expect([rate.allow(), rate.allow(), rate.allow(), rate.allow()]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  now = 100;
  expect([rate.allow(), rate.allow()]).toEqual([true, false]);
});

test("turns never overlap, and one that fails stops nobody", async () => {
  const turns = createTurns();
  let inside = 0;
  let most = 0;
  const task = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside -= 1;
  };
  const failing = turns.take(async () => {
    throw new Error("mine");
  });
  const all = [turns.take(task), turns.take(task), turns.take(task)];
  await expect(failing).rejects.toThrow("mine");
  await Promise.all(all);
  expect(most).toBe(1);
});
