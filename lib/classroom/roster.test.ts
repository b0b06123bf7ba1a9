import { describe, expect, it } from "vitest";
import { maxPeople, readRoster } from "./roster";

const names = (text: string) => readRoster(text).people.map(({ name }) => name);

describe("a list of learners", () => {
  it("is read as French Excel writes it, with its mark, semicolons and CRLF", () => {
    const roster = readRoster(
      "\ufeffNom;Adresse\r\nÉlodie Martin;Elodie.Martin@Exemple.fr\r\nKarim Benali;\r\n\r\n",
    );
    expect(roster).toEqual({
      people: [
        { name: "Élodie Martin", email: "elodie.martin@exemple.fr" },
        { name: "Karim Benali", email: null },
      ],
      problems: [],
    });
  });

  it.each([
    ["names alone", "Ada Lovelace\nAlan Turing", ["Ada Lovelace", "Alan Turing"]],
    ["commas and quotes", '"Lovelace, Ada",ada@exemple.fr', ["Lovelace, Ada"]],
    ["tabs, as pasted from a sheet", "Ada\tada@exemple.fr", ["Ada"]],
    ["surname, first name, address", "Lovelace;Ada;ada@exemple.fr", ["Ada Lovelace"]],
    ["headings in any order", "E-mail;Prénom;Nom\na@exemple.fr;Ada;Lovelace", ["Ada Lovelace"]],
    ["old line ends", "Ada\rAlan", ["Ada", "Alan"]],
  ])("is read with %s", (_form, text, expected) => {
    expect(names(text)).toEqual(expected);
    expect(readRoster(text).problems).toEqual([]);
  });

  it("accounts for each line: what is not understood is said, with its number", () => {
    const text = [
      ...["Ada;ada@exemple.fr", ";sans.nom@exemple.fr", "Alan;pas-une-adresse", "a;b;c;d"],
      ...['Grace "Hopper', "ada;ADA@exemple.fr", `${"x".repeat(61)};`, "Zoé"],
    ].join("\n");
    const { people, problems } = readRoster(text);
    expect(people.map(({ name }) => name)).toEqual(["Ada", 'Grace "Hopper', "Zoé"]);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 6, 7]);
    expect(problems[3]?.message).toContain("ligne 1");
    expect(people.length + problems.length).toBe(8);
  });

  it("holds no control character nor change of direction in a name", () => {
    expect(names("Ada\u202e\u0007 Lovelace")).toEqual(["Ada Lovelace"]);
  });

  it("of too many people says which lines are left", () => {
    const text = Array.from({ length: maxPeople + 2 }, (_, n) => `Personne ${n}`).join("\n");
    const { people, problems } = readRoster(text);
    expect(people).toHaveLength(maxPeople);
    expect(problems.map(({ line }) => line)).toEqual([maxPeople + 1, maxPeople + 2]);
  });
});
