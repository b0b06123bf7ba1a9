/** The files of a lesson, whichever way they came: path → text, each looked at before it is kept. */
import { createHash } from "node:crypto";
import { authoredPathSchema, authoringLimits } from "@/lib/protocol/authoring";
import { EscaleError } from "@/lib/protocol/errors";

export type LessonFiles = Readonly<Record<string, string>>;

const kib = (bytes: number) => `${Math.round(bytes / 1024)}\u00a0Kio`;
const refuse = (message: string) => new EscaleError("bad_request", message);

/** In UTF-8 with \n at the ends of lines. Throws EscaleError bad_request, payload_too_large. */
export function cleanText(path: string, text: string): string {
  const clean = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(clean) || /\p{Cs}/u.test(clean))
    throw refuse(`${path} contient des caractères qui ne sont pas du texte.`);
  if (Buffer.byteLength(clean) > authoringLimits.fileBytes)
    throw new EscaleError(
      "payload_too_large",
      `${path} est trop long\u00a0: ${kib(authoringLimits.fileBytes)} au plus par fichier.`,
    );
  return clean;
}

/** A name that somebody sent, as a sentence quotes it. */
export const shown = (name: string): string =>
  `«\u00a0${name.replace(/[\p{Cc}\p{Cf}]/gu, "").slice(0, 80)}\u00a0»`;

/** Throws EscaleError bad_request for what is no place in a lesson's folder. */
export function cleanPath(path: string): string {
  const known = authoredPathSchema.safeParse(path);
  if (known.success) return known.data;
  throw refuse(
    `${shown(path)} n’a pas sa place dans une leçon\u00a0: elle contient lesson.mdx, et pour chaque exercice exercises/nom/exercise.yaml, solution.sh, check.sh et des fichiers dans starter/.`,
  );
}

/** Throws EscaleError payload_too_large when a lesson would hold too much. */
export function checkAmount(files: LessonFiles): void {
  const { files: most, exercises, lessonBytes } = authoringLimits;
  const tooMuch = (message: string) => new EscaleError("payload_too_large", message);
  if (Object.keys(files).length > most)
    throw tooMuch(`Une leçon compte ${most} fichiers au plus, exercices compris.`);
  if (exercisesIn(files).length > exercises)
    throw tooMuch(`Une leçon compte ${exercises} exercices au plus.`);
  const bytes = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > lessonBytes)
    throw tooMuch(`Une leçon compte ${kib(lessonBytes)} au plus, exercices compris.`);
}

/** Slugs, in the order of their names. */
export function exercisesIn(files: LessonFiles): string[] {
  const slugs = Object.keys(files).flatMap((path) => /^exercises\/([^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(slugs)].sort();
}

/** The same for the same files, whatever order they come in: SHA-256, hexadecimal. */
export const hashOf = (files: LessonFiles): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest("hex");
