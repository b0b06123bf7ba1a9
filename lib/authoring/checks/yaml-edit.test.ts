import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { exercisePaths } from "./course-files";
import { changeItem, insertItem, moveItem, removeItem, setTexts } from "./yaml-edit";

const text = `# l’exercice
title:   "T"  # le titre
values: {mot: { kind: token,   length: 6 }}

steps:
- id: un
  checks:
    # la première
    - id: a
      title: 'A'   # dite ainsi

      run: [ /bin/ls,  -l ]
    # la seconde
    # est longue
    - id: b
      long: |
        deux
          lignes
    # rien après
  hints: ["x", 'y']
`;
const path = ["steps", 0, "checks"];
/** the lines that one text has and the other has not */
const lost = (before: string, after: string) =>
  before.split("\n").filter((line) => !after.split("\n").includes(line));

describe("a list of a YAML text", () => {
  it("gets an item, and every line stays", () => {
    const after = insertItem(text, path, 2, { id: "c", title: "Oui : « non » # x", n: 1 });
    expect(lost(text, after)).toEqual([]);
    expect(lost(after, text)).toEqual([
      "    - id: c",
      '      title: "Oui : « non » # x"',
      "      n: 1",
    ]);
    expect(parse(after).steps[0].checks[2]).toEqual({ id: "c", title: "Oui : « non » # x", n: 1 });
  });

  it("loses an item with the comments above it, and nothing else", () => {
    const after = removeItem(text, path, 1);
    expect(lost(text, after)).toEqual([
      ...["    # la seconde", "    # est longue", "    - id: b"],
      ...["      long: |", "        deux", "          lignes"],
    ]);
    expect(parse(after).steps[0].checks).toHaveLength(1);
  });

  it("changes its order with the comments", () => {
    const after = moveItem(text, path, 1, 0);
    expect(after.split("\n").toSorted()).toEqual(text.split("\n").toSorted());
    expect(after).toMatch(/checks:\n {4}# la seconde\n {4}# est longue\n {4}- id: b/);
    expect(parse(after).steps[0].checks.map(({ id }: { id: string }) => id)).toEqual(["b", "a"]);
  });

  it("changes an item's keys in their order, and leaves its other lines", () => {
    const after = changeItem(text, path, 0, { title: "Autre", kind: "file", run: undefined }, [
      ...["id", "kind", "title"],
    ]);
    expect(after).toContain("    - id: a\n      kind: file\n      title: 'Autre' # dite ainsi\n");
    expect(after).toContain("    # la première\n");
    expect(lost(text, after)).toEqual([
      "      title: 'A'   # dite ainsi",
      "      run: [ /bin/ls,  -l ]",
    ]);
  });

  it.each([
    ["none", "steps:\n  - id: un\n"],
    ["an empty one", "steps:\n  - id: un\n    checks: # ici\n"],
    ["one between brackets", "steps:\n  - {id: un, checks: []} # un\n"],
  ])("begins where there was %s", (_what, source) => {
    const after = insertItem(source, path, 0, { id: "c" });
    expect(parse(after)).toEqual({ steps: [{ id: "un", checks: [{ id: "c" }] }] });
    expect(lost(source.replace(/[^#]*/, ""), after.replace(/[^#]*/, ""))).toEqual([]);
  });

  it("is changed between brackets, and the comments of the file stay", () => {
    const source = "steps:\n  # un\n  - checks: [{id: a}, {id: b}] # deux\n";
    expect(removeItem(source, path, 0)).toContain("{ id: b }");
    expect(moveItem(source, path, 0, 1)).toMatch(/# un[\s\S]*id: b[\s\S]*id: a[\s\S]*# deux/);
  });

  it("keeps what an anchor elsewhere means", () => {
    const source =
      "x: &x {n: 1}\nsteps:\n  - checks:\n      - id: a\n        v: *x\n      - id: b\n";
    const after = changeItem(source, path, 0, { id: "z" }, []);
    expect(parse(after)).toEqual({
      x: { n: 1 },
      steps: [{ checks: [{ id: "z", v: { n: 1 } }, { id: "b" }] }],
    });
  });

  it("of texts keeps how those are written that stay", () => {
    const source =
      "steps:\n  - hints:\n      # vague\n      - >\n        un\n        deux\n      - 'b'\n";
    const hints = ["steps", 0, "hints"];
    expect(setTexts(source, hints, ["neuf", "un deux\n"])).toBe(
      "steps:\n  - hints:\n      - neuf\n      # vague\n      - >\n        un\n        deux\n",
    );
    expect(parse(setTexts(text, hints, ["x", "z"])).steps[0].hints).toEqual(["x", "z"]);
    expect(parse(setTexts("steps:\n  - id: a\n", hints, ["x"])).steps[0].hints).toEqual(["x"]);
  });

  it("is not touched where the text cannot be read", () => {
    expect(() => insertItem("steps: [", path, 0, {})).toThrow();
  });

  it.each(exercisePaths())("keeps every other line of %s", (file) => {
    const source = readFileSync(file, "utf8");
    const { steps } = parse(source);
    for (const [step, { checks }] of steps.entries()) {
      const at = ["steps", step, "checks"];
      const added = insertItem(source, at, checks.length, { id: "neuf" });
      expect(lost(source, added)).toEqual([]);
      expect(removeItem(added, at, checks.length)).toBe(source);
      const index = step % checks.length;
      const changed = changeItem(source, at, index, { id: "neuf" }, []);
      expect(parse(changed)).toEqual({
        ...parse(source),
        steps: steps.with(step, {
          ...steps[step],
          checks: checks.with(index, { ...checks[index], id: "neuf" }),
        }),
      });
    }
  });
});
