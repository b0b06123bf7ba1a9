import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { authorCheckSchema, authorMatcherSchema } from "@/lib/content/schema/exercise";
import { exercisePaths } from "./course-files";
import { fieldsOf, kinds, operators } from "./fields";
import { changesBetween, checkOf, emptyForm, formOf, rebased, withId, withKind } from "./form";

const courseChecks = exercisePaths().flatMap((file) =>
  parse(readFileSync(file, "utf8")).steps.flatMap(({ checks }: { checks: unknown[] }) => checks),
);

/** `8080` and `"8080"` are the same to a check. */
const asTexts = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, item) => (typeof item === "number" ? `${item}` : item)));

describe("the form", () => {
  it.each(authorCheckSchema.options.map((option) => [[...option.shape.kind.values][0], option]))(
    "of kind %s has a field for each key of the schema, and knows which must be given",
    (_kind, option) => {
      const kind = kinds
        .map(([name]) => name)
        .find((name) => option.shape.kind.safeParse(name).success);
      if (kind === undefined) throw new Error("a kind without a form");
      const { kind: _, ...shape } = option.shape;
      const fields = fieldsOf(kind);
      expect(fields.map(({ name }) => name).toSorted()).toEqual(Object.keys(shape).toSorted());
      for (const { name, required = false } of fields) {
        const one = Object.entries(shape).find(([key]) => key === name)?.[1];
        expect([name, one?.safeParse(undefined).success]).toEqual([name, !required]);
      }
    },
  );

  it("knows each comparison of the schema", () => {
    const known = ["path", "not", "pasEncore", ...operators.map(([name]) => name)];
    for (const key of Object.keys(authorMatcherSchema.shape)) expect(known).toContain(key);
  });

  it("gives back each check of the course as it was", () => {
    expect(courseChecks.length).toBeGreaterThan(150);
    for (const check of courseChecks)
      expect(asTexts(checkOf(formOf(check)))).toEqual(asTexts(check));
  });

  it("changes nothing where nothing was typed, whatever is written", () => {
    for (const odd of [null, 3, [], {}, { kind: "x", where: 4, needs: "a", pasEncore: [] }])
      expect(changesBetween(formOf(odd), formOf(odd))).toEqual({});
  });

  it("tells what was typed alone", () => {
    const before = formOf({ id: "a", kind: "engine", object: "image", title: "T", count: 2 });
    const after = { ...before, texts: { ...before.texts, title: "U", "engine.count.max": "" } };
    expect(changesBetween(before, after)).toEqual({ title: "U", count: { min: 2 } });
  });

  it("leaves a kind's keys with the kind, and has them again", () => {
    const before = formOf({ kind: "file", path: "Dockerfile", absent: true });
    const after = withKind(before, "http");
    expect(changesBetween(before, after)).toEqual({
      ...{ kind: "http", path: undefined, absent: undefined },
      where: [{ path: "status", equals: 200 }],
    });
    expect(checkOf(withKind(after, "file"))).toMatchObject({ path: "Dockerfile", absent: true });
  });

  it("leaves a number that is none for the rules to refuse", () => {
    const form = emptyForm("command");
    const typed = { ...form, texts: { "command.seconds": "cinq" } };
    expect(checkOf(typed).seconds).toBe("cinq");
  });

  it("draws an id from the title, of its own", () => {
    const form = { ...emptyForm("file"), texts: { title: "Le fichier `à` lire" } };
    expect(withId(form, new Set(["le-fichier-a-lire"])).texts.id).toBe("le-fichier-a-lire-2");
    const named = { ...form, texts: { ...form.texts, id: "x" } };
    expect(withId(named, new Set(["x"])).texts.id).toBe("x");
  });

  it("takes what the text says meanwhile, except what was typed here", () => {
    const base = formOf({ id: "a", kind: "file", path: "x", title: "T" });
    const mine = { ...base, texts: { ...base.texts, title: "Mien", "file.path": "moi" } };
    const now = formOf({ id: "a", kind: "file", path: "y", title: "T", absent: true });
    const { form, both } = rebased(mine, base, now);
    expect(checkOf(form)).toEqual({
      id: "a",
      kind: "file",
      path: "moi",
      title: "Mien",
      absent: true,
    });
    expect(both).toEqual(["path"]);
  });
});
