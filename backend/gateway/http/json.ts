/**
 * A JSON parser (RFC 8259) stricter than `JSON.parse`: what two parsers could read in two ways is
 * refused, because the engine's own decoder (Go's encoding/json) keeps the last of duplicate keys.
 * Case variants of known keys are refused further on, by schemas that know every key.
 */

export class JsonError extends Error {
  override readonly name = "JsonError";
}

/** Deeper nesting than any Docker client sends. */
const maxDepth = 24;

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const plainString = /[^"\\\u0000-\u001f]*/y;
const blank = /[ \t\n\r]*/y;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Parses exactly one JSON document. Throws `JsonError` on anything else: duplicate keys,
 * `__proto__`, a byte order mark, invalid UTF-8, lone surrogates, nesting beyond 24, integers
 * that a double cannot hold, a second document. Objects have no prototype.
 */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new JsonError("invalid UTF-8", { cause: error });
  }
  return new Parser(text).document();
}

class Parser {
  private at = 0;
  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value(0);
    this.skipBlank();
    if (this.at !== this.text.length) throw new JsonError("more than one document");
    return value;
  }

  private value(depth: number): unknown {
    if (depth > maxDepth) throw new JsonError("nested too deeply");
    this.skipBlank();
    switch (this.text[this.at]) {
      case "{":
        return this.object(depth);
      case "[":
        return this.array(depth);
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        return this.number();
    }
  }

  private object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = Object.create(null);
    this.at += 1;
    if (this.take("}")) return object;
    do {
      this.skipBlank();
      const key = this.string();
      if (key === "__proto__") throw new JsonError("the key __proto__");
      if (Object.hasOwn(object, key)) throw new JsonError(`the key ${JSON.stringify(key)} twice`);
      this.expect(":");
      object[key] = this.value(depth + 1);
    } while (this.take(","));
    this.expect("}");
    return object;
  }

  private array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.at += 1;
    if (this.take("]")) return array;
    do array.push(this.value(depth + 1));
    while (this.take(","));
    this.expect("]");
    return array;
  }

  private string(): string {
    if (this.text[this.at] !== '"') throw new JsonError(`no string at ${this.at}`);
    this.at += 1;
    let result = "";
    for (;;) {
      result += this.match(plainString);
      const next = this.text[this.at];
      this.at += 1;
      if (next === '"') break;
      if (next !== "\\") throw new JsonError("an unfinished string or a control character");
      result += this.escape();
    }
    if (/\p{Surrogate}/u.test(result)) throw new JsonError("a lone surrogate");
    return result;
  }

  private escape(): string {
    const letter = this.text[this.at] ?? "";
    this.at += 1;
    if (letter === "u") {
      const digits = this.text.slice(this.at, this.at + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new JsonError("a bad \\u escape");
      this.at += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const plain = escapes[letter];
    if (plain === undefined) throw new JsonError("a bad escape");
    return plain;
  }

  private number(): number {
    const digits = this.match(number);
    if (digits === "") throw new JsonError(`no value at ${this.at}`);
    const value = Number(digits);
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
      throw new JsonError("a number too large");
    return value;
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw new JsonError(`no value at ${this.at}`);
    this.at += word.length;
    return value;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private skipBlank(): void {
    this.match(blank);
  }

  private take(character: string): boolean {
    this.skipBlank();
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private expect(character: string): void {
    if (!this.take(character)) throw new JsonError(`no ${character} at ${this.at}`);
  }
}
