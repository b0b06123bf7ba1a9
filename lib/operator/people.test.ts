import { expect, it } from "vitest";
import { personInWords, personLine } from "./people";

const bob = {
  ...{ id: "aB3dE6gH9", name: "Invité", email: "temp@guest.invalid", isAnonymous: true },
  ...{ createdAt: new Date("2026-11-30T09:12Z"), places: [] },
};
const place = { name: "Bob Lis", class: { name: "Groupe B" } };

it("tells guests apart by their class's name for them, or by a part of what they are known by", () => {
  const since = "invité depuis le 30\u00a0novembre à 10:12";
  expect(personLine(bob)).toEqual({ name: "Invité E6gH9", about: since });
  expect(personLine({ ...bob, places: [place] })).toEqual({
    name: "Bob Lis",
    about: `${since}, Groupe B`,
  });
});

it("calls a member by name and address, whatever a class calls them", () => {
  const ada = { ...bob, name: "Ada", email: "ada@example.org", isAnonymous: false };
  expect(personInWords({ ...ada, places: [place] })).toBe("Ada (ada@example.org)");
});
