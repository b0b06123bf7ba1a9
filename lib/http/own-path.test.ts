import { expect, it } from "vitest";
import { ownPath } from "./own-path";

it.each(["/", "/parcours", "/parcours/a/b?c=d&e=%2F#f", "/classe/rejoindre?code=ABC"])(
  "%s is a path of ours",
  (path) => expect(ownPath(path)).toBe(path),
);

it.each([
  "https://evil.example/",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "/%2e%2e//evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "evil.example",
  "parcours",
  "/api/auth/sign-out",
  "http:evil.example",
  "",
  `/${"a".repeat(600)}`,
  ["/parcours", "//evil.example"],
  undefined,
])("%j is not", (path) => {
  const taken = ownPath(path, "/compte");
  expect(taken).toBe("/compte");
});

it("whatever is taken stays on this host when a browser reads it", () => {
  const pieces = ["/", "\\", ".", "..", "\t", "@", ":", "evil.example", "a", "%2f", "?", "#"];
  for (const one of pieces)
    for (const two of pieces)
      for (const three of pieces)
        for (const four of pieces) {
          const taken = ownPath(`/${one}${two}${three}${four}`);
          expect(new URL(taken, "https://escale.example").origin).toBe("https://escale.example");
        }
});
