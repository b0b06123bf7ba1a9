import { Socket } from "node:net";
import { expect, test } from "vitest";
import { createLine } from "./line";

/** A task that ends when it is told to. */
function held() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let begun = false;
  return {
    begun: () => begun,
    end,
    task: () => {
      begun = true;
      return ended;
    },
  };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

test("one after the other, in their order; connections do not wait for each other", async () => {
  const line = createLine(3);
  const [one, other] = [new Socket(), new Socket()];
  const tasks = [held(), held(), held()];
  for (const { task } of tasks) expect(line.take(one, task)).toBe(true);
  const elsewhere = held();
  expect(line.take(other, elsewhere.task)).toBe(true);
  const begun = () => tasks.map((each) => each.begun());
  expect(begun()).toEqual([true, false, false]);
  expect(elsewhere.begun()).toBe(true);
  for (const [index, { end }] of tasks.entries()) {
    end();
    await soon();
    expect(begun().filter(Boolean)).toHaveLength(Math.min(3, index + 2));
  }
});

test("no more than so many at once, again as soon as one has ended", async () => {
  const line = createLine(2);
  const socket = new Socket();
  const [first, second, third] = [held(), held(), held()];
  expect(line.take(socket, first.task)).toBe(true);
  expect(line.take(socket, second.task)).toBe(true);
  expect(line.take(socket, third.task)).toBe(false);
  first.end();
  await soon();
  expect(line.take(socket, third.task)).toBe(true);
  second.end();
  third.end();
  await soon();
  expect(third.begun()).toBe(true);
});
