import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Idle } from "./idle";

const w = "0123456789ab";
const minute = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function newIdle(idleMs = 30 * minute) {
  const idled: string[] = [];
  const moved: string[] = [];
  const idle = new Idle({
    idleMs: () => idleMs,
    warningMs: 5 * minute,
    onIdle: (id) => idled.push(id),
    onMoved: (id) => moved.push(id),
  });
  return { idle, idled, moved };
}

test("stops after the idle time without use, not before", () => {
  const { idle, idled } = newIdle();
  idle.watch(w);
  vi.advanceTimersByTime(30 * minute - 1);
  expect(idled).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(idled).toEqual([w]);
});

test("use moves the deadline by the whole idle time", () => {
  const { idle, idled } = newIdle();
  idle.watch(w);
  vi.advanceTimersByTime(29 * minute);
  idle.touch(w);
  expect(idle.deadline(w)).toBe(Date.now() + 30 * minute);
  vi.advanceTimersByTime(30 * minute - 1);
  expect(idled).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(idled).toEqual([w]);
});

test("typing does not tell the page with every key, but at once when it was warned", () => {
  const { idle, moved } = newIdle();
  idle.watch(w);
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1000);
    idle.touch(w);
  }
  expect(moved.length).toBe(2);
  vi.advanceTimersByTime(26 * minute);
  moved.length = 0;
  idle.touch(w);
  expect(moved).toEqual([w]);
});

test("« prolonger » is told at once", () => {
  const { idle, moved } = newIdle();
  idle.watch(w);
  vi.advanceTimersByTime(5);
  idle.touch(w, true);
  expect(moved).toEqual([w]);
});

test("what is no longer watched neither stops nor comes back by use", () => {
  const { idle, idled } = newIdle();
  idle.watch(w);
  idle.forget(w);
  idle.touch(w);
  vi.advanceTimersByTime(90 * minute);
  expect(idled).toEqual([]);
  expect(idle.deadline(w)).toBeNull();
});

test("an idle time longer than a timer can hold does not stop at once", () => {
  const { idle, idled } = newIdle(60 * 24 * 60 * minute);
  idle.watch(w);
  vi.advanceTimersByTime(59 * 24 * 60 * minute);
  expect(idled).toEqual([]);
  vi.advanceTimersByTime(24 * 60 * minute);
  expect(idled).toEqual([w]);
});

test("a stop that did not happen is asked for again", () => {
  const { idle, idled } = newIdle();
  idle.watch(w);
  vi.advanceTimersByTime(61 * minute);
  expect(idled).toEqual([w, w]);
});
