import { expect, test } from "vitest";
import { matchPath, splitTarget } from "./route";

test.each([
  "/v1/owners/a%2Fb/workspace",
  "/v1/owners/a b/workspace",
  "//v1/health?a=1&a=2",
  "/v1/health?x=1?y=2",
  "http://h/v1/health",
  "*",
  "",
  "/v1/owners/é/workspace",
  "/v1/health#x",
])("the target %j is not understood", (target) => {
  expect(splitTarget(target)).toBeNull();
});

test("a path matches as a whole or not at all", () => {
  const pattern = "/v1/owners/:owner/workspace";
  expect(matchPath(pattern, "/v1/owners/alice/workspace")).toEqual({ owner: "alice" });
  for (const path of [
    "/v1/owners/alice/workspace/",
    "/v1/owners/workspace",
    "/v1/owners//a/workspace",
  ]) {
    expect(matchPath(pattern, path)).toBeNull();
  }
  expect(splitTarget("/a?files=keep")).toEqual({ path: "/a", query: { files: "keep" } });
});
