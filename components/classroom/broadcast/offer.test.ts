import { expect, it } from "vitest";
import { offeredIn, offerHref } from "./offer";

it("names the class that it was made for, and nothing that is no class", () => {
  const { hash } = new URL(offerHref("cmabc-123_x"), "https://escale.example");
  expect(offeredIn(hash)).toBe("cmabc-123_x");
  for (const other of ["", "#", "#diffuser=", "#diffuser=a/b", "#departs", "#depart=diffuser=x"])
    expect(offeredIn(other)).toBe(null);
});
