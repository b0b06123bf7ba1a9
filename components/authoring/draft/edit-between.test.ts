import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editBetween } from "./edit-between";

describe("the replacement between two texts", () => {
  it.each([
    ["abc", "abc", { from: 3, to: 3, put: "" }],
    ["ab", "aab", { from: 1, to: 1, put: "a" }],
    ["aXXb", "ab", { from: 1, to: 3, put: "" }],
    ["a😀b", "a😁b", { from: 1, to: 3, put: "😁" }],
    ["a\r\nb", "a\nb", { from: 1, to: 3, put: "\n" }],
  ])("of %j and %j is small", (before, after, expected) => {
    expect(editBetween(before, after)).toEqual(expected);
  });

  it("makes the one of the other", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "b", "\n", "\r", "😀", "😁"),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { from, to, put } = editBetween(before, after);
        expect(before.slice(0, from) + put + before.slice(to)).toBe(after);
      }),
    );
  });
});
