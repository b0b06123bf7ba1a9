/**
 * `{{name}}` in an exercise's texts stands for a value drawn for the learner. Go's own templates
 * (`{{.Names}}`, `{{json .}}`, `{{end}}`) are left as they are.
 */

/** words between braces that mean something in Go's templates */
const goWords = ["end", "else", "break", "continue"];

export const templatePattern = new RegExp(
  `\\{\\{(?!(?:${goWords.join("|")})\\}\\})([a-z][a-z0-9_]*)\\}\\}`,
  "g",
);

export type Values = Readonly<Record<string, string>>;

/** What an author may write in a message beside the values: what was found, what was expected. */
export const messageNames = ["trouve", "attendu"];

export function namesIn(text: string): string[] {
  return [...text.matchAll(templatePattern)].flatMap(([, name]) => (name ? [name] : []));
}

/** Each value put in its place, once: what it holds is not looked at again. */
export function fill(text: string, values: Values): string {
  return text.replace(templatePattern, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/** The same for every text within a document; keys stay. */
export function fillAll(document: unknown, values: Values): unknown {
  if (typeof document === "string") return fill(document, values);
  if (Array.isArray(document)) return document.map((item) => fillAll(item, values));
  if (typeof document !== "object" || document === null) return document;
  return Object.fromEntries(
    Object.entries(document).map(([key, item]) => [key, fillAll(item, values)]),
  );
}
