import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DockerError } from "../errors";
import { parseTarget } from "./target";

test("strips the version and keeps the query undecoded", () => {
  expect(parseTarget("/v1.41/containers/web/json?size=1%20")).toEqual({
    path: "/containers/web/json",
    query: "size=1%20",
  });
  expect(parseTarget("/images/localhost:5000/a/b@sha256:0/json")).toEqual({
    path: "/images/localhost:5000/a/b@sha256:0/json",
    query: "",
  });
});

describe("refuses what does not round-trip", () => {
  test.each([
    "",
    "*",
    "/",
    "//containers/json",
    "/containers//json",
    "/containers/json/",
    "/./info",
    "/../info",
    "/v1.41/../info",
    "/containers/%2e%2e/json",
    "/containers%2Fjson",
    "/inf%6f",
    "/info;a",
    "/info#x",
    "http://docker/info",
    "docker:80",
    "/v1.41",
    "/v1.41/",
    "/v1/info",
    "/v1.041/info",
    "/v01.41/info",
    "/v1.41.0/info",
    "/v1.99/info",
    "/v9.99/info",
    "/v1.12/info",
    "/v2.0/info",
    "/V1.41/info\u0000",
    "/a\\b",
    "/é",
    `/${"a".repeat(2000)}`,
    `/info?${"a".repeat(70_000)}`,
  ])("%j", (target) => {
    expect(() => parseTarget(target)).toThrow(DockerError);
  });
});

test("whatever passes is the same path for a URL parser", () => {
  const piece = fc.constantFrom(
    "a",
    "v1.41",
    ".",
    "..",
    "/",
    "//",
    "%2e",
    "%2F",
    "?",
    "#",
    ";",
    ":",
    "@",
    "~",
    "é",
    "\\",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const target = `/${pieces.join("")}`;
      try {
        const { path } = parseTarget(target);
        expect([path, `/v1.41${path}`]).toContain(new URL(`http://docker${target}`).pathname);
      } catch (error) {
        expect(error).toBeInstanceOf(DockerError);
      }
    }),
  );
});
