import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanPaste, commandKeys, pastedBytes, runsAtOnce } from "./paste";

describe("a paste", () => {
  it("cannot break out of its brackets, whatever is in the clipboard", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("\u001b[201~", "\u009b201~", "\r", "\n", "rm -rf ~", "\u0003"), {
          maxLength: 8,
        })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const sent = pastedBytes(cleanPaste(text), true);
        expect(sent.slice(1).indexOf("\u001b")).toBe(sent.length - 7);
        expect(sent.includes("\u0003") || sent.includes("\u009b")).toBe(false);
      }),
    );
  });

  it("asks only where lines would run by themselves", () => {
    expect(runsAtOnce("ls\npwd", false)).toBe(true);
    expect(runsAtOnce("ls\npwd", true)).toBe(false);
    expect(runsAtOnce("ls", false)).toBe(false);
  });

  it("keeps tabs, lines and letters", () => {
    expect(cleanPaste("a\tb\r\nc\rd é😀")).toBe("a\tb\nc\nd é😀");
  });
});

describe("a command of the lesson", () => {
  it("is typed on an empty line and entered once", () => {
    expect(commandKeys("docker ps\n", true)).toBe("\u0005\u0015docker ps\r");
    expect(commandKeys("docker ps", false)).toBe("\u0015docker ps\r");
  });

  it("of several lines is pasted in brackets where the shell knows them", () => {
    expect(commandKeys("a \\\n  b\n", true)).toBe("\u0005\u0015\u001b[200~a \\\r  b\u001b[201~\r");
    expect(commandKeys("a\nb", false)).toBe("\u0015a\rb\r");
  });
});
