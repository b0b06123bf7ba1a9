import { expect, it } from "vitest";
import { readLesson } from "./read";

it("says in French that the front matter is missing", async () => {
  const name = { id: "abcdefghij", number: null };
  const { problems } = await readLesson(name, { "lesson.mdx": "## Rien au-dessus\n" });
  expect(problems).toContainEqual({
    ...{ path: "lesson.mdx", line: 1 },
    message: "La leçon commence par un en-tête, entre deux lignes de ---.",
  });
});
