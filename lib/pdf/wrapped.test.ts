import { expect, it } from "vitest";
import { wrapped } from "./wrapped";

const lines = (text: string, width: number) => wrapped(text, ({ length }) => length, width);

it.each([
  ["un deux trois", 8, ["un deux", "trois"]],
  ["un deux trois", 13, ["un deux trois"]],
  ["qui est là\u00a0?", 10, ["qui est", "là\u00a0?"]],
  ["un anticonstitutionnellement", 10, ["un", "anticonsti", "tutionnell", "ement"]],
  ["", 5, [""]],
])("%j in %d", (text, width, expected) => {
  expect(lines(text, width)).toEqual(expected);
});
