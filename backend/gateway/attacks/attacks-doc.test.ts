/** docs/attacks.md names tests: each of them exists, and no line of the list is left out. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const text = read("docs/attacks.md");

test("every attempt has a test, or says what is missing", () => {
  const sections = text.split(/^### /m).slice(1);
  const numbers = sections.map((section) => /^\d+[a-z]?/.exec(section)?.[0]);
  const wanted = Array.from({ length: 40 }, (_, index) => String(index + 1));
  expect(numbers).toEqual(expect.arrayContaining([...wanted, "22b", "22c", "30b", "30c"]));
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const section of sections)
    expect(section, section.split("\n")[0] ?? "").toMatch(/^- (`[^`]+`: “|open: )/m);
});

test("every test that is named exists, under that title", () => {
  const named = [...text.matchAll(/^- `([^`]+)`: “(.+)”$/gm)];
  expect(named.length).toBeGreaterThan(80);
  const missing = named.flatMap(([, path = "", title = ""]) => {
    const there =
      existsSync(fileURLToPath(new URL(path, root))) && read(path).includes(`"${title}"`);
    return there ? [] : [`${path}: ${title}`];
  });
  expect(missing).toEqual([]);
});
