import { expect, it } from "vitest";
import { nextOrder } from "./order";

it("the order of cards follows the need for help", () => {
  expect(nextOrder(["a", "b", "c"], ["c", "a", "b"], false)).toEqual(["c", "a", "b"]);
});

it("no card moves while it is held: who leaves leaves, who comes stands at the end", () => {
  expect(nextOrder(["a", "b", "c"], ["d", "c", "a"], true)).toEqual(["a", "c", "d"]);
  expect(nextOrder([], ["b", "a"], true)).toEqual(["b", "a"]);
});
