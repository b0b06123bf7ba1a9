import { describe, expect, test } from "vitest";
import { z } from "zod";
import { DockerError } from "../errors";
import { eventsQuery } from "../events";
import { checkQuery, filters, flag, parseQuery } from "./query";

const none = new Set<string>();

test("reads keys once, decoded", () => {
  expect(parseQuery("a=1&b=x%20y+z&c", none)).toEqual({ a: "1", b: "x y z", c: "" });
});

test("repeats only what may be repeated", () => {
  expect(parseQuery("changes=A&changes=B", new Set(["changes"]))).toEqual({ changes: ["A", "B"] });
});

describe("refuses", () => {
  test.each([
    "a=1&a=2",
    "a=1;b=2",
    "a=%zz",
    "a=%00",
    "a=%0a",
    "a=%ff",
    "=1",
    "a%20b=1",
    "a[]=1",
    "&",
    "a=1#b",
  ])("%s", (text) => expect(() => parseQuery(text, none)).toThrow(DockerError));

  test("another case of a known key, and names it", () => {
    const schema = z.strictObject({ all: flag });
    expect(() => checkQuery(schema, parseQuery("ALL=1", none))).toThrow(/ALL/);
  });
});

test("moments of events are the engine's numbers: it fails on anything else", () => {
  for (const since of ["1", "1.5", "-5", ""])
    expect(checkQuery(eventsQuery, { since })).toMatchObject({ since });
  for (const since of ["..", "1.", ".5", "2030-01-01T00:00:00Z", "1e9"])
    expect(() => checkQuery(eventsQuery, { since })).toThrow(DockerError);
});

describe("filters", () => {
  const schema = z.strictObject({ filters: filters("label", "name") });
  const read = (value: string) => checkQuery(schema, { filters: value }).filters;

  test("both forms that Docker has known", () => {
    expect(read('{"name":["a"]}')).toEqual({ name: ["a"] });
    expect(read('{"name":{"a":true}}')).toEqual({ name: ["a"] });
    expect(read("")).toEqual({});
  });

  test.each([
    '{"label":["escale.workspace=0123456789ab"]}',
    '{"label":{"escale.role":true}}',
    '{"label":[" ESCALE.role"]}',
    '{"owner":["x"]}',
    '{"name":[["x"]]}',
    '{"name":{"a":false}}',
    '{"name":"a"}',
    '{"name":["a"],"name":["b"]}',
    "[1]",
    "{",
  ])("refuses %s", (value) => expect(() => read(value)).toThrow(DockerError));
});
