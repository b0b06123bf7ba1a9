import { describe, expect, it } from "vitest";
import { exerciseTemplate } from "../template";
import { emptyForm } from "./form";
import { issuesWithin, readExerciseText } from "./read";
import { addCheck, formAt, placeNow, saveCheck } from "./save";

const source = exerciseTemplate("phare", "Un phare")["exercises/phare/exercise.yaml"] ?? "";
const place = { step: 0, check: 0 };
const stepsOf = (text: string) => {
  const read = readExerciseText(text);
  if (!read.readable) throw new Error(read.message);
  return read.steps;
};
const typed = (texts: Record<string, string>) => {
  const form = emptyForm("file");
  return { ...form, texts: { ...form.texts, ...texts } };
};

describe("an exercise's text and the form", () => {
  it("reads steps, checks, hints and values", () => {
    const read = readExerciseText(source);
    expect(read).toMatchObject({ readable: true, values: ["mot"], issues: [] });
    expect(read.readable && read.steps[0]).toMatchObject({ id: "lancer", hints: [/nom/] });
  });

  it.each([
    ["steps: [", 1],
    ["title: a\nsteps:\n\t- x", 3],
    ["title: a\ntitle: b", 2],
    ["a: *b", 1],
    ["", 1],
    ["- a", 1],
  ])("says where %j cannot be read", (text, line) => {
    expect(readExerciseText(text)).toMatchObject({ readable: false, line });
  });

  it("adds a check that the rules accept", () => {
    const form = typed({
      title: "`Dockerfile` est là",
      "file.path": "Dockerfile",
      pasEncore: "Il manque.",
    });
    const { text } = addCheck(source, 0, form);
    expect(text).toBe(
      source.replace(
        "    hints:",
        `      - id: dockerfile-est-la
        kind: file
        title: "\`Dockerfile\` est là"
        path: Dockerfile
        pasEncore: Il manque.
    hints:`,
      ),
    );
  });

  it("says in French what is wrong, where, and writes nothing", () => {
    const { text, issues } = addCheck(source, 0, typed({ id: "lance", "file.path": "../x" }));
    expect(text).toBeUndefined();
    expect(issues).toContainEqual({ path: ["title"], message: "il manque" });
    expect(issues).toContainEqual({
      ...{ path: ["path"], message: "un chemin dans le dossier de l’exercice, sans . ni .." },
    });
  });

  it("holds to the rules between checks", () => {
    const form = typed({ id: "lance", title: "T", "file.path": "x", pasEncore: "P {{inconnu}}" });
    const { issues = [] } = addCheck(source, 0, form);
    expect(issues.map(({ message }) => message)).toEqual([
      "«\u00a0{{inconnu}}\u00a0» n’est pas une valeur de cet exercice (values)",
      "deux vérifications ont l’identifiant «\u00a0lance\u00a0»",
    ]);
  });

  it("saves what was typed and no more", () => {
    const form = formAt(stepsOf(source), place);
    if (form === null) throw new Error("no check");
    const next = { ...form, texts: { ...form.texts, pasEncore: "Lancez-le." } };
    const { text } = saveCheck(source, place, form, next);
    expect(text).toBe(
      source.replace('"Aucun conteneur ne s’appelle `phare-{{mot}}`."', '"Lancez-le."'),
    );
  });

  it("finds a check that has moved, or none", () => {
    const moved = source.replace("    checks:\n", "    checks:\n      - id: premier\n");
    expect(placeNow(stepsOf(moved), place, "lance")).toEqual({ step: 0, check: 1 });
    expect(placeNow(stepsOf(moved), place, "autre")).toBeNull();
  });

  it("tells the issues of one place", () => {
    const issues = [{ path: ["steps", 0, "checks", 1, "id"], message: "m" }];
    expect(issuesWithin(issues, ["steps", 0, "checks", 1])).toEqual([
      { path: ["id"], message: "m" },
    ]);
    expect(issuesWithin(issues, ["steps", 1])).toEqual([]);
  });
});
