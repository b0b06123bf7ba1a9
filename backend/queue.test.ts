import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { graceMs, Queue } from "./queue";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function newQueue() {
  const left: string[] = [];
  const moved: string[][] = [];
  const queue = new Queue(
    (owner) => left.push(owner),
    (owners) => moved.push(owners),
  );
  return { queue, left, moved };
}

test("first come, first served; everyone in line is told when it moves", () => {
  const { queue, moved } = newQueue();
  queue.join("a", 1);
  queue.join("b", 1);
  queue.join("c", 1);
  expect(["a", "b", "c", "d"].map((owner) => queue.position(owner))).toEqual([1, 2, 3, null]);
  moved.length = 0;
  queue.leave("a");
  expect(moved).toEqual([["b", "c"]]);
  expect([queue.head(), queue.position("c"), queue.length]).toEqual(["b", 2, 2]);
});

test("joining again keeps the place", () => {
  const { queue } = newQueue();
  queue.join("a", 1);
  queue.join("b", 1);
  queue.join("a", 1);
  expect([queue.position("a"), queue.length]).toEqual([1, 2]);
});

test("a reload keeps the place, a page that stays away loses it", () => {
  const { queue, left } = newQueue();
  queue.join("a", 1);
  queue.join("b", 1);
  queue.listening("a", 0);
  vi.advanceTimersByTime(graceMs - 1);
  queue.listening("a", 1);
  vi.advanceTimersByTime(10 * graceMs);
  expect(queue.position("a")).toBe(1);

  queue.listening("a", 0);
  vi.advanceTimersByTime(graceMs);
  expect(left).toEqual(["a"]);
  expect(queue.position("b")).toBe(1);
});

test("with two tabs open, closing one keeps the place", () => {
  const { queue } = newQueue();
  queue.join("a", 2);
  queue.listening("a", 1);
  vi.advanceTimersByTime(10 * graceMs);
  expect(queue.position("a")).toBe(1);
});

test("who joins without listening has the grace time, and again with each asking", () => {
  const { queue, left } = newQueue();
  queue.join("a", 0);
  vi.advanceTimersByTime(graceMs - 1);
  queue.join("a", 0);
  vi.advanceTimersByTime(graceMs - 1);
  expect(queue.position("a")).toBe(1);
  vi.advanceTimersByTime(1);
  expect(left).toEqual(["a"]);
});

test("who has left is not reported as gone later", () => {
  const { queue, left } = newQueue();
  queue.join("a", 0);
  queue.leave("a");
  vi.advanceTimersByTime(10 * graceMs);
  expect(left).toEqual([]);
});
