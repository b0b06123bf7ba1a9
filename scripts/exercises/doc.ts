/**
 * Writes the tables of docs/exercises.md from lib/content/schema/exercise.ts:
 * `npx tsx scripts/exercises/doc.ts`. A unit test holds the two together.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import {
  authorCheckSchema,
  authorMatcherSchema,
  checkFields,
  exerciseSchema,
  resetSchema,
  stepSchema,
  valueSchema,
} from "@/lib/content/schema/exercise";
import { root } from "../bootstrap.mjs";

export const exercisesFile = join(root, "docs/exercises.md");

const property = z.looseObject({ description: z.string().optional() });
const objectJson = z.looseObject({
  description: z.string().optional(),
  required: z.array(z.string()).default([]),
  properties: z.record(z.string(), property),
});
const kindOf = z.looseObject({
  properties: z.looseObject({ kind: z.object({ const: z.string() }) }),
});

const jsonOf = (schema: z.ZodType): unknown =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

/** One row for each field, the required ones marked. */
function table(json: unknown, without: readonly string[] = []): string {
  const { properties, required } = objectJson.parse(json);
  const rows = Object.entries(properties)
    .filter(([name]) => !without.includes(name))
    .map(([name, { description }]) => {
      if (!description) throw new Error(`field “${name}” is not explained`);
      return `| \`${name}\`${required.includes(name) ? " *" : ""} | ${description.replaceAll("|", "\\|")} |`;
    });
  return ["| field | what it says |", "| --- | --- |", ...rows].join("\n");
}

const branches = (schema: z.ZodType): { kind: string; json: unknown }[] =>
  z
    .looseObject({ oneOf: z.array(z.unknown()) })
    .parse(jsonOf(schema))
    .oneOf.map((json) => ({ kind: kindOf.parse(json).properties.kind.const, json }));

/** What each kind of check looks at; the last row is what `where` compares. */
const documents: Readonly<Record<string, string>> = {
  engine:
    "What `docker inspect` says to the learner. `where` compares each object: one that matches is enough, or `count` of them. A learner’s own names: `web`, not what the engine calls it.",
  http: "A port that a running container of the learner’s publishes, asked by the platform. `where` compares `{status, headers, body, json}`; header names in small letters.",
  file: 'A file below the exercise’s folder. `where` compares `{text, size, executable}`, and `yaml`, `json` or `dockerfile` by `as`. A Dockerfile reads `{from: [nginx:1.26], copy: ["index.html /srv/"], …, first: from, last: cmd, count: 4, stages: 1}`: each instruction’s flags and arguments on one line, so `path: dockerfile.copy.*`. A symbolic link is refused.',
  command:
    "A program that the platform runs. `where` compares `{code, out, err}`; without a comparison of `code` it must be 0. In a container it proves what that container says, where the learner may have replaced any program: prefer `engine`, `http` or `file`.",
  answer:
    "What the learner typed. The solution of its step prints the right answer on its last line: the proof types that one.",
};

const sections: Readonly<Record<string, () => string>> = {
  exercise: () => table(jsonOf(exerciseSchema)),
  values: () =>
    branches(valueSchema)
      .map(({ kind, json }) => {
        const { description, properties } = objectJson.parse(json);
        const fields = Object.entries(properties)
          .filter(([name]) => name !== "kind")
          .map(([name, field]) => `\`${name}\`: ${field.description ?? ""}`);
        return `- \`${kind}\`: ${description ?? ""}. ${fields.join("; ")}.`;
      })
      .join("\n"),
  reset: () => table(jsonOf(resetSchema)),
  step: () => table(jsonOf(stepSchema)),
  check: () => table(jsonOf(z.strictObject(checkFields))),
  kinds: () =>
    branches(authorCheckSchema)
      .map(({ kind, json }) => {
        const fields = table(json, [...Object.keys(checkFields), "kind", "where"]);
        return `### \`${kind}\`\n\n${documents[kind] ?? ""}\n\n${fields}`;
      })
      .join("\n\n"),
  where: () => table(jsonOf(authorMatcherSchema)),
};

/** The file's text with each `<!-- made: x -->` part made anew. */
export function exercisesText(text: string): string {
  let made = text;
  for (const [name, make] of Object.entries(sections)) {
    const part = new RegExp(`(<!-- made: ${name} -->\n)[\\s\\S]*?(<!-- end -->)`);
    if (!part.test(made)) throw new Error(`docs/exercises.md has no part “${name}”`);
    made = made.replace(
      part,
      (_whole, open: string, close: string) => `${open}\n${make()}\n\n${close}`,
    );
  }
  return made;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(exercisesFile, exercisesText(readFileSync(exercisesFile, "utf8")));
}
