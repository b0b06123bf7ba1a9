import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxTitle, safeTitle } from "./titles";

describe("a title given by a program", () => {
  it("is kept when it is ordinary", () => {
    expect(safeTitle("apprenant@escale: ~/projet")).toBe("apprenant@escale: ~/projet");
    expect(safeTitle("été 東京 😀")).toBe("été 東京 😀");
  });

  it("loses what could turn, hide or break text", () => {
    expect(safeTitle("a\u202Eb\u0007c\nd\u200Be")).toBe("a b c d e");
    expect(safeTitle("\u0000\u009b\u2066")).toBe("");
  });

  it("is never long, whatever is sent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (raw) => {
        expect([...safeTitle(raw)].length).toBeLessThanOrEqual(maxTitle);
      }),
    );
    expect(safeTitle("é".repeat(1e6))).toBe(`${"é".repeat(maxTitle - 1)}…`);
  });
});
