import { expect, test } from "vitest";
import { bearsToken } from "./token";
import { kindOf } from "./web-metrics";

const token = "a-token-of-the-operator";

test.each([
  ["the token", `Bearer ${token}`, true],
  ["the scheme in small letters", `bearer ${token}`, true],
  ["nothing", null, false],
  ["an empty header", "", false],
  ["no scheme", token, false],
  ["another scheme", `Basic ${token}`, false],
  ["a part of it", `Bearer ${token.slice(0, -1)}`, false],
  ["more than it", `Bearer ${token}x`, false],
  ["two", `Bearer ${token} ${token}`, false],
])("who may read the figures: %s", (_, header, may) => {
  expect(bearsToken(header, token)).toBe(may);
});

test("paths become kinds, so that nobody can make series without end", () => {
  const paths = ["/", "/parcours/x/y?z=1", "/no/such/page", "/_next/static/a.js"];
  expect(paths.map(kindOf)).toEqual(["page", "page", "page", "asset"]);
  expect(["/api/progress?x", "/metrics", "/healthz", ""].map(kindOf)).toEqual([
    "api",
    "watch",
    "watch",
    "page",
  ]);
});
