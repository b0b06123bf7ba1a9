import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileLesson } from "./compile-lesson";
import { readCourse } from "./course";
import { fixtureCourse, fixtureExercise, fixtureFrontMatter, fixtureQuestion } from "./fixture";

const chapter = "content/parcours/01-debut/chapter.yaml";
const lesson = "content/parcours/01-debut/01-pas/lesson.mdx";

/** The message of the error that reading and compiling a changed course ends with. */
async function problemOf(changes: Record<string, string>): Promise<string> {
  try {
    const course = await readCourse(await fixtureCourse(changes));
    for (const one of course.lessons) await compileLesson(course, one);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "no problem";
}

describe("a wrong course stops, naming file and line", () => {
  const body = (text: string) => ({ [lesson]: `${fixtureFrontMatter}\n${text}\n` });

  it("accepts the right one", async () => {
    expect(await problemOf({})).toBe("no problem");
  });

  it.each<[string, Record<string, string>, string]>([
    [
      "unknown key in a chapter",
      { [chapter]: "title: D\nsummary: s\noutcome: o\norder: 1\ntitre: D\n" },
      `${chapter}:1: (file): Unrecognized key: "titre"`,
    ],
    [
      "wrong value in the front matter",
      { [lesson]: fixtureFrontMatter.replace("minutes: 5", "minutes: cinq") },
      `${lesson}:6: minutes: `,
    ],
    [
      "image outside the catalogue",
      { [lesson]: fixtureFrontMatter.replace("[nginx]", "['nginx:9']") },
      "“nginx:9” is not in",
    ],
    [
      "quiz without a right answer",
      body(
        '<Quiz id="q" type="une" question="?" options={[{texte: "a", explication: "x"}, {texte: "b", explication: "x"}]} />',
      ),
      `${lesson}:12: Quiz: options: exactly one is`,
    ],
    [
      "quiz whose options are a program",
      body('<Quiz id="q" type="une" question="?" options={process.env} />'),
      `${lesson}:12: Quiz: options: `,
    ],
    [
      "quiz with a key of its own",
      body('<Quiz id="q" type="ordre" question="?" options={[{texte: "a", pourquoi: "x"}]} />'),
      `${lesson}:12: Quiz: options.0`,
    ],
    ["lesson that asks nothing", body("Bonjour."), "asks nothing"],
    ["unknown term", body('<Terme id="voile">x</Terme>'), `${lesson}:12: “voile” is not a term`],
    ["missing figure", body('<Figure nom="ancre" alt="x" />'), `${lesson}:12: figure “ancre”`],
    ["figure without text", body('<Figure nom="bateau" />'), "needs “alt”"],
    [
      "dead page",
      body("[x](/parcours/debut/rien)"),
      `${lesson}:12: dead link: /parcours/debut/rien`,
    ],
    ["dead heading", body("[x](#rien)"), "no heading #rien"],
    ["dead term", body("[x](/glossaire#rien)"), "no term “rien”"],
    ["insecure link", body("[x](http://example.org)"), "neither https nor a page"],
    ["unknown component", body("<Sondage />"), "<Sondage> is no component"],
    ["unknown fence option", body("```bash runs=no\nls\n```"), "“runs=no” is not understood"],
    ["code in a lesson", body("export const a = 1"), "import and export are not for lessons"],
    ["broken component", body("<Terme"), `${lesson}:1`],
    [
      "two problems at once",
      { "content/glossaire.yaml": "- id: a\n  fr: a\n  en: a\n  definition: d\n  voir: [b, c]\n" },
      "content/glossaire.yaml:1: a: voir names “c”",
    ],
  ])("%s", async (_, changes, expected) => {
    expect(await problemOf(changes)).toContain(expected);
  });

  describe("in an exercise", () => {
    const at = "content/parcours/01-debut/01-pas/exercises/essai";
    const yaml = (changes: Record<string, string> = {}) => {
      let text = fixtureExercise;
      for (const [from, to] of Object.entries(changes)) text = text.replace(from, to);
      return {
        [lesson]: `${fixtureFrontMatter}\n${fixtureQuestion}\n\n<Exercice id="essai" />\n`,
        [`${at}/exercise.yaml`]: text,
        [`${at}/solution.sh`]: "# étape : lancer\ndocker run -d --name {{nom}} nginx\n",
      };
    };

    it("accepts the right one", async () => {
      expect(await problemOf(yaml())).toBe("no problem");
    });

    it.each<[string, Record<string, string>, string]>([
      [
        "wrong key",
        yaml({ "needs: []": "need: []" }),
        'exercise.yaml:15: steps.0.checks.0: Unrecognized key: "need"',
      ],
      [
        "unknown kind",
        yaml({ "kind: engine": "kind: engin" }),
        "exercise.yaml:15: steps.0.checks.0.kind: ",
      ],
      [
        "unknown need",
        yaml({ "needs: []": "needs: [rien]" }),
        "“rien” is no check before this one",
      ],
      [
        "unknown value",
        yaml({ 'name: "{{nom}}"': 'name: "{{non}}"' }),
        "exercise.yaml:19: steps.0.checks.0.name: “{{non}}” is no value",
      ],
      [
        "value in a title",
        yaml({ "title: Un essai": "title: Un essai {{nom}}" }),
        "read before values are drawn",
      ],
      [
        "value that needs quoting",
        yaml({ "[web, site]": "[web, 'a;b']" }),
        "letters, digits and - only",
      ],
      ["comparison of nothing", yaml({ "equals: true": "not: true" }), "compares nothing"],
      ["expression that hangs", yaml({ "equals: true": "matches: '(a)\\1'" }), "RE2"],
      ["image outside the catalogue", yaml({ "[nginx]": "['nginx:9']" }), "“nginx:9” is not in"],
      [
        "command in a hint",
        yaml({ "Cherchez.": "Tapez docker run -d --name {{nom}} nginx." }),
        "the solution's own command",
      ],
      ["markup in a task", yaml({ "Lancez-le.": "<b>Lancez-le.</b>" }), "Markdown “html”"],
      [
        "script in a link",
        yaml({ "Lancez-le.": "'[x](javascript:alert(1))'" }),
        "neither https nor",
      ],
      [
        "not placed",
        { ...yaml(), [lesson]: `${fixtureFrontMatter}\nRien.\n` },
        "exercise “essai” is not placed",
      ],
      [
        "absent",
        body('<Exercice id="rien" />'),
        `${lesson}:12: “rien” is no exercise of this lesson`,
      ],
      [
        "step without solution",
        { ...yaml(), [`${at}/solution.sh`]: "" },
        "solution.sh:1: no part “# étape : lancer”",
      ],
      [
        "solution of no step",
        { ...yaml(), [`${at}/solution.sh`]: "\n# étape : rien\nls\n" },
        "solution.sh:2: “rien” is no step",
      ],
      [
        "unknown value in a starter",
        { ...yaml(), [`${at}/starter/a.txt`]: "x\n{{mot}}\n" },
        "starter/a.txt:2: “{{mot}}” is no value",
      ],
      [
        "script that nobody runs",
        { ...yaml(), [`${at}/check.sh`]: "true\n" },
        "check.sh:1: is used by no check",
      ],
      [
        "file that is no part",
        { ...yaml(), [`${at}/notes.txt`]: "x" },
        "notes.txt:1: is no part of an exercise",
      ],
      [
        "folder in the form of a trainer's",
        Object.fromEntries(
          Object.entries(yaml()).map(([path, text]) => [
            path.replace("/essai/", "/essai--2/"),
            text.replace("essai", "essai--2"),
          ]),
        ),
        "exercise.yaml:1: two dashes",
      ],
    ])("%s", async (_, changes, expected) => {
      expect(await problemOf(changes)).toContain(expected);
    });
  });

  it("refuses a figure that runs something or calls home", async () => {
    const figure = (svg: string) => ({
      ...body('<Figure nom="bateau" alt="x" />'),
      "content/figures/bateau.svg": svg,
    });
    expect(await problemOf(figure('<svg viewBox="0 0 1 1" onload="x()"/>'))).toContain("runs");
    expect(await problemOf(figure('<svg viewBox="0 0 1 1"><image href="//x"/></svg>'))).toContain(
      "outside itself",
    );
  });
});

describe("a compiled lesson", () => {
  it("lists its headings, its runnable commands and its terms", async () => {
    const text = [
      "## L'image à l'œuvre",
      '<Terme id="image">une image</Terme>',
      "```bash\ndocker ps\n```",
      "```bash run=no\nrm -rf /\n```",
      "```console\nrien\n```",
      "```bash\ndocker run -it \\\n  debian\n```",
      "## L'image à l'œuvre",
      fixtureQuestion,
    ].join("\n\n");
    const course = await readCourse(
      await fixtureCourse({ [lesson]: `${fixtureFrontMatter}\n${text}\n` }),
    );
    const [first] = course.lessons;
    if (!first) throw new Error("no lesson");
    const compiled = await compileLesson(course, first);
    expect(compiled.commands).toEqual(["docker ps", "docker run -it \\\n  debian"]);
    expect(compiled.terms).toEqual(["image"]);
    expect(compiled.headings).toEqual([
      { id: "l-image-a-l-oeuvre", text: "L’image à l’œuvre" },
      { id: "l-image-a-l-oeuvre-2", text: "L’image à l’œuvre" },
    ]);
  });
});

describe("the course of this repository", () => {
  it("is right in every lesson", async () => {
    const course = await readCourse();
    expect(course.chapters.length).toBeGreaterThanOrEqual(3);
    expect(course.lessons.length).toBeGreaterThanOrEqual(9);
    for (const one of course.lessons) await compileLesson(course, one);
  }, 60_000);

  it("has a quiz in every chapter", async () => {
    const { chapters, places } = await readCourse();
    for (const { slug, lessons } of chapters) {
      const texts = await Promise.all(
        lessons.map(({ file }) => readFile(join(places.root, file), "utf8")),
      );
      expect(texts.join(""), slug).toContain("<Quiz ");
    }
  }, 60_000);
});
