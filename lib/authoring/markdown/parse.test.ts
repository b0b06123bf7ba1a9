import { describe, expect, it } from "vitest";
import type { LessonNode } from "./nodes";
import { readLessonText } from "./parse";

const known = {
  terms: new Set(["image"]),
  figures: new Set(["bateau"]),
  lessons: new Set(["/parcours/debut/pas"]),
  exercises: new Set<string>(),
};
const read = (text: string, exercises: string[] = []) =>
  readLessonText(text, { ...known, exercises: new Set(exercises) });
const messages = (text: string) => read(text).problems.map(({ message }) => message);

/** Every text and address that would reach a page. */
const shown = (nodes: readonly LessonNode[]): string => JSON.stringify(nodes);

describe("a trainer's Markdown", () => {
  it("becomes the tree that the course's components show", () => {
    const { nodes, problems, headings, commands, exercises } = read(
      [
        "## Le début\n\nUn **mot**, un `code`, un [lien](https://exemple.fr) et [le début](#le-debut).",
        "```bash\ndocker ps\n```\n\n```bash run=no\nrm\n```\n\n```console\nrien\n```",
        "```dockerfile file=Dockerfile\nFROM busybox\n```",
        '<Encadre type="note">\n\nUne <Terme id="image">image</Terme>.\n\n</Encadre>',
        '<Figure nom="bateau" alt="Un bateau" />\n\n<Exercice id="essai" />',
        "| a | b |\n| - | - |\n| 1 | 2 |\n\n1. un\n2. deux",
      ].join("\n\n"),
      ["essai"],
    );
    expect(problems).toEqual([]);
    expect(headings).toEqual([{ id: "le-debut", text: "Le début" }]);
    expect(commands).toEqual(["docker ps"]);
    expect(exercises).toEqual(["essai"]);
    expect(nodes.map(({ type }) => type)).toEqual([
      ...["heading", "paragraph", "command", "extract", "output", "file", "box", "figure"],
      ...["exercise", "table", "list"],
    ]);
  });

  it.each([
    ["HTML", "<script>alert(1)</script>"],
    ["HTML within a line", "un <img src=x onerror=alert(1) /> deux"],
    ["a frame", '<iframe src="https://evil.example" />'],
    ["an SVG", "<svg onload='alert(1)' />"],
    ["a style", "<style>body \\{\\}</style>"],
    ["a component of ours that is not for authors", "<Comparaison />"],
    ["a name of every object", "<constructor />"],
    ["a member", "<Encadre.x />"],
    ["a fragment", "<>texte</>"],
    ["an expression", "{globalThis.process.exit(1)}"],
    ["an expression within a line", "un {fetch('https://evil.example')} deux"],
    ["an import", 'import x from "node:fs"\n'],
    ["an export", "export const x = process.env\n"],
    ["an event handler", '<Encadre type="note" onClick="alert(1)">x</Encadre>'],
    ["HTML by an attribute", '<Encadre type="note" dangerouslySetInnerHTML="x">x</Encadre>'],
    ["an attribute that is an expression", "<Encadre type={process.env.HOME}>x</Encadre>"],
    ["attributes spread", "<Encadre {...globalThis}>x</Encadre>"],
    ["a list that is a program", '<Quiz id="q" type="une" question="?" options={[alert(1)]} />'],
    [
      "a list with a function",
      '<Prediction question="?" options={[{texte: (() => 1)(), explication: "x"}]} />',
    ],
    ["an image", "![x](https://evil.example/suivi.png)"],
    ["an image of data", "![x](data:image/svg+xml;base64,PHN2Zz4=)"],
    ["an image by reference", "![x][y]\n\n[y]: https://evil.example/x.png"],
    ["a reference", "[x][y]\n\n[y]: javascript:alert(1)"],
    ["a footnote", "x[^1]\n\n[^1]: y"],
    ["a path as a figure", '<Figure nom="../../etc/passwd" alt="x" />'],
    ["another lesson's exercise", '<Exercice id="la-vie-d-un-conteneur" />'],
    ["a fence that saves outside", "```text file=../../.bashrc\nx\n```"],
    ["what never ends", '<Encadre type="note">\n\ntexte'],
    ["a comment of HTML", "<!-- x -->"],
  ])("is refused: %s", (_what, text) => {
    const { problems, nodes } = read(text);
    expect(problems.length).toBeGreaterThan(0);
    // each says in French where and what
    for (const { line, message } of problems) {
      expect(line).toBeGreaterThan(0);
      expect(message).not.toMatch(/\b(the|is|not|expected|invalid|unexpected|must)\b/i);
    }
    expect(shown(nodes)).not.toMatch(/evil\.example|alert|onerror|passwd|bashrc/);
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#x73;cript:alert(1)",
    "java&Tab;script:alert(1)",
    "&#1;javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://x/1",
    "//evil.example",
    "/\\evil.example",
    "/.//evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:\\\\evil.example",
    "/api/workspace",
    "/parcours/n/existe-pas",
    "relatif.html",
    "#nulle-part",
  ])("leads nowhere it should not: %s", (url) => {
    const { problems, nodes } = read(`Un [lien](<${url}>).`);
    expect(problems).toHaveLength(1);
    // a dead anchor is only a page that does not move
    if (!url.startsWith("#")) expect(shown(nodes)).not.toContain('"link"');
  });

  it("leads to other sites, addresses and pages of this one", () => {
    for (const url of ["https://exemple.fr/a?b#c", "http://exemple.fr", "mailto:a@exemple.fr"])
      expect(shown(read(`[x](${url})`).nodes)).toContain(url);
    for (const url of ["/parcours/debut/pas", "/glossaire#image", "/"])
      expect(messages(`[x](${url})`)).toEqual([]);
  });

  it("says on which line, of the whole file", () => {
    const text = "---\ntitle: x\n---\n\nUn.\n\n<b>deux</b>\n\n[trois](javascript:x)\n";
    expect(read(text).problems.map(({ line }) => line)).toEqual([7, 9]);
  });

  it("wants each exercise placed once", () => {
    expect(read("rien", ["essai"]).problems[0]?.message).toContain('<Exercice id="essai" />');
    const twice = '<Exercice id="essai" />\n\n<Exercice id="essai" />';
    expect(read(twice, ["essai"]).problems[0]).toMatchObject({ line: 3 });
  });

  it("checks its questions, and says what is wrong with them in French", () => {
    const quiz = (options: string) =>
      `<Quiz id="q" type="une" question="?" options={[${options}]} />`;
    const right = '{texte: "a", juste: true, explication: "x"}';
    const wrong = '{texte: "b", explication: "y"}';
    expect(read(quiz(`${right}, ${wrong}`)).questions).toMatchObject([{ kind: "quiz" }]);
    expect(messages(quiz(`${right}, ${right}`))[0]).toContain("une seule option est juste");
    expect(messages(quiz(right))[0]).toContain("il en faut au moins 2");
    expect(messages(quiz(`${right}, {texte: "b"}`))[0]).toContain("il manque");
    expect(messages(quiz(`${right}, {texte: "b", explication: "y", x: 1}`))[0]).toContain(
      "«\u00a0x",
    );
  });

  it.each([
    ["quotes in quotes", ">".repeat(16_000)],
    ["lists in lists", "- ".repeat(8_000)],
    ["quotes in quotes, line after line", `${"> ".repeat(9)}x\n`.repeat(1_000)],
    ["brackets", "[".repeat(30_000)],
    ["brackets apart", "[ a ".repeat(8_000)],
    ["emphases", "*a _b ".repeat(5_000)],
    ["components in components", '<Encadre type="note">\n\n'.repeat(1_000)],
    ["braces", "{ ".repeat(15_000)],
    ["backticks", Array.from({ length: 240 }, (_, n) => "`".repeat(n + 1)).join(" ")],
    ["a table", `|${"a|".repeat(3_000)}\n|${"-|".repeat(3_000)}\n${"|a\n".repeat(2_000)}`],
  ])("takes no longer than a moment: %s", (_what, text) => {
    // of the processor, whatever else the machine does, µs
    const begun = process.cpuUsage();
    read(text.slice(0, 20 * 1024));
    expect(process.cpuUsage(begun).user).toBeLessThan(2_000_000);
  });
});
