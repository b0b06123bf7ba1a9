/**
 * The five kinds of checks, as the fields that each kind has of its own. Authors write them in
 * exercise.yaml (lib/content/schema/exercise.ts adds what is said to the learner), web sends them
 * to the backend with the learner's values filled in (check.ts).
 */
import { z } from "zod";
import { countSchema, pathSchema } from "./matcher";

/** A text of one shape. Authors' texts may hold `{{values}}`, those on the wire may not. */
export type TextOf = (pattern: RegExp, message: string) => z.ZodType<string>;
export const plainText: TextOf = (pattern, message) => z.string().regex(pattern, message);

export const objectSchema = z.enum(["container", "image", "network", "volume"]);
export type ObjectKind = z.infer<typeof objectSchema>;

/** Below the exercise's folder; each component a plain name. */
const filePath = /^(?!.{256})(?!(?:.*\/)?\.\.?(?:\/|$))[^/\0]+(?:\/[^/\0]+)*$/;
const filePathMessage = "a path below the exercise's folder, without . and ..";
export const filePathSchema = plainText(filePath, filePathMessage);

export function shapesOf(textOf: TextOf) {
  const objectName = textOf(
    /^[A-Za-z0-9][A-Za-z0-9_.:/@-]{0,254}$/,
    "a name as one writes it after `docker`",
  );
  const ofEngine = z
    .strictObject({
      object: objectSchema,
      name: objectName,
      path: pathSchema,
      as: z.enum(["text", "count"]).optional(),
    })
    .describe("a value of the learner's own engine");
  const ofDraw = z.strictObject({ value: z.string().min(1).max(500) });

  return {
    engine: {
      object: objectSchema.describe("what to look for: `container`, `image`, `network`, `volume`"),
      name: objectName
        .optional()
        .describe(
          "its name (`image:tag` for an image); without it every object of the kind counts",
        ),
      count: countSchema
        .optional()
        .describe("how many objects match, a number or `{min, max}`; without it at least one"),
      gone: z
        .boolean()
        .optional()
        .describe("`true`: passes when none matches any more, once one was seen to match"),
    },
    http: {
      method: z.enum(["GET", "HEAD", "POST", "PUT", "DELETE"]).optional().describe("default `GET`"),
      path: textOf(/^\/[\x21-\x7e]{0,500}$/, "an address's path, as /page?x=1")
        .optional()
        .describe("default `/`"),
      headers: z
        .record(
          z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
          textOf(/^[\x20-\x7e]{0,500}$/, "one line of plain characters"),
        )
        .optional()
        .describe("sent along; `Host` is `localhost:<port>` unless said here"),
      send: z.string().max(4096).optional().describe("the request's body"),
    },
    file: {
      path: textOf(filePath, filePathMessage).describe(
        "below the exercise's folder, `~/exercices/<slug>`",
      ),
      as: z
        .enum(["text", "yaml", "json", "dockerfile"])
        .optional()
        .describe("how it is read for `where`; default `text`"),
      absent: z.boolean().optional().describe("`true`: the file must not be there"),
    },
    command: {
      in: objectName
        .optional()
        .describe("the learner's container where it runs, by name; without it the workstation"),
      run: z
        .tuple(
          [textOf(/^\/[A-Za-z0-9_+./-]{1,200}$/, "a program's absolute path")],
          z.string().max(1000),
        )
        .optional()
        .describe("the program by its absolute path, then its arguments; no shell reads them"),
      seconds: z
        .number()
        .int()
        .min(1)
        .max(20)
        .optional()
        .describe("how long it may take; default 5"),
    },
    answer: {
      expected: z
        .union([ofEngine, ofDraw])
        .describe(
          '`{object, name, path, as}`: what is at this path of `docker inspect`, or with `as: count` how many elements it has; `{value: "{{mot}}"}`: a value drawn for the learner',
        ),
      compare: z
        .enum(["text", "number", "id"])
        .optional()
        .describe(
          "`text` (default): capitals and spaces aside; `number`; `id`: at least 4 of its first characters",
        ),
    },
  };
}
