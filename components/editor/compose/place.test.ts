import { expect, test } from "vitest";
import { healthcheckKeys, serviceKeys, topKeys } from "./keys";
import { keysAt } from "./place";

test("what may be written on a line follows from the lines above it", () => {
  const lines = [
    "services:",
    "  web:",
    "    image: nginx",
    "    ",
    "    healthcheck:",
    "      in",
    "    environment:",
    "      A: b",
    "  d",
    "volumes:",
    "  data:",
    "    x",
    "",
  ];
  const at = (line: number) => keysAt(lines, line);
  expect([at(0), at(9), at(12)]).toEqual([topKeys, topKeys, topKeys]);
  expect([at(2), at(3), at(6)]).toEqual([serviceKeys, serviceKeys, serviceKeys]);
  expect(at(5)).toBe(healthcheckKeys);
  expect([at(7), at(8), at(11)]).toEqual([null, null, null]);
});

test("some forty keys of a service have a word of help", () => {
  const helped = Object.values(serviceKeys).filter(({ help }) => help !== null);
  expect(helped.length).toBeGreaterThanOrEqual(40);
});
