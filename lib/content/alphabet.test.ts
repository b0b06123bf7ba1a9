import { describe, expect, it } from "vitest";
import { byInitial, searchable } from "./alphabet";

describe("the order of the glossary", () => {
  it("is a French dictionary's: accents and case do not count", () => {
    const words = ["Volume", "étiquette", "client", "Espace", "conteneur"];
    expect(byInitial(words, (word) => word)).toEqual([
      ["C", ["client", "conteneur"]],
      ["E", ["Espace", "étiquette"]],
      ["V", ["Volume"]],
    ]);
  });

  it("finds a word typed without accents or typographic apostrophes", () => {
    expect(searchable("L’hôte À côté")).toBe("l'hote a cote");
  });
});
