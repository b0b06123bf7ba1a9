import { expect, test } from "vitest";
import { Backoff } from "./backoff";

test("the first crash of a program that ran well is healed at once, again and again", () => {
  const backoff = new Backoff();
  for (let crash = 0; crash < 20; crash++) expect(backoff.next(60_000)).toBeLessThan(500);
});

test("a program that crashes as soon as it starts is tried ever less often, never given up", () => {
  const backoff = new Backoff();
  const delays = Array.from({ length: 30 }, () => backoff.next(10));
  expect(delays).toEqual(delays.toSorted((a, b) => a - b));
  expect(delays[0]).toBeLessThan(500);
  expect(delays.at(-1)).toBe(10_000);
});
