import { expect, test } from "vitest";
import { isIgnored } from "./dockerignore";

test.each([
  ["Dockerfile", "Dockerfile", true],
  ["/Dockerfile", "Dockerfile", true],
  ["Docker*", "Dockerfile", true],
  ["*", "Dockerfile", true],
  ["*\n!Dockerfile", "Dockerfile", false],
  ["!Dockerfile\n*", "Dockerfile", true],
  ["# Dockerfile", "Dockerfile", false],
  ["deploy", "deploy/Dockerfile", true],
  ["*/Dockerfile", "deploy/Dockerfile", true],
  ["*/Dockerfile", "Dockerfile", false],
  ["**/Dockerfile", "a/b/Dockerfile", true],
  ["**/Dockerfile", "Dockerfile", true],
  ["Dockerfil?", "Dockerfile", true],
  ["dockerfile", "Dockerfile", false],
  ["", "Dockerfile", false],
])("%j leaves %s out: %s", (rules, path, expected) => {
  expect(isIgnored(rules, path)).toBe(expected);
});

test("no pattern takes long", () => {
  const started = performance.now();
  isIgnored(`${"*a".repeat(2000)}\n${"**/a/".repeat(16)}x\n`.repeat(20), "a".repeat(4000));
  isIgnored(`${"**/a/".repeat(14)}x`, `${"a/".repeat(14)}y`);
  expect(performance.now() - started).toBeLessThan(3000);
});
