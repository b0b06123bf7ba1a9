import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JsonError, parseJson } from "./json";

const parse = (text: string) => parseJson(new TextEncoder().encode(text));

test("reads every JSON document as JSON.parse does", () => {
  fc.assert(
    fc.property(
      fc
        .json({ maxDepth: 8, noUnicodeString: false })
        .filter((text) => !text.includes("__proto__")),
      (text) => {
        // integers beyond 2^53 are refused on purpose
        const expected: unknown = JSON.parse(text);
        let got: unknown;
        try {
          got = parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(JsonError);
          expect(text).toMatch(/\d{16}|e\+?\d\d/i);
          return;
        }
        expect(JSON.stringify(got)).toBe(JSON.stringify(expected));
      },
    ),
  );
});

describe("refuses what two parsers could read in two ways", () => {
  test.each([
    ["duplicate keys", '{"a":1,"a":2}'],
    ["duplicate keys by escape", '{"a":1,"\\u0061":2}'],
    ["__proto__", '{"__proto__":{"x":1}}'],
    ["a second document", '{"a":1}{"a":2}'],
    ["trailing text", "null x"],
    ["a byte order mark", "\ufeff{}"],
    ["an integer beyond 2^53", "9007199254740993"],
    ["infinity by exponent", "1e999"],
    ["a lone surrogate", '"\\ud800"'],
    ["a control character", '"a\u0000b"'],
    ["a leading zero", "01"],
    ["a comment", "{/**/}"],
    ["a trailing comma", "[1,]"],
    ["NaN", "NaN"],
    ["nothing", ""],
  ])("%s", (_, text) => {
    expect(() => parse(text)).toThrow(JsonError);
  });

  test("nesting 10,000 deep, without exhausting the stack", () => {
    expect(() => parse("[".repeat(10_000))).toThrow(/deeply/);
  });

  test("invalid UTF-8", () => {
    expect(() => parseJson(Uint8Array.of(0x22, 0xc3, 0x28, 0x22))).toThrow(/UTF-8/);
  });
});
