/**
 * A starting point of the free workspace: files and commands that somebody offers. Whoever made the
 * link is unknown, so that everything here is text to be shown, never something to act upon unasked.
 */
import { z } from "zod";
import { filePathSchema } from "@/lib/protocol/files";
import { hiddenIn } from "./hidden-characters";

/** Bounds of one starting point; lengths in characters. */
export const startLimits = {
  title: 80,
  note: 1_000,
  files: 12,
  /** of one file */
  text: 24_000,
  /** of all files together */
  texts: 48_000,
  commands: 20,
  command: 500,
} as const;

/** Names that begin with a dot and that nothing runs by itself. */
const plainDotNames = /^\.(dockerignore|gitignore|gitkeep|env|env\.[\w.-]+)$/;

/**
 * Whether a file of that path can be offered: visible characters only, and nothing that a program of
 * the workspace reads by itself (`.bashrc`, `.docker/config.json`), which would run later what was
 * only saved.
 */
export function isOfferedPath(path: string): boolean {
  const names = path.split("/");
  return (
    filePathSchema.safeParse(path).success &&
    hiddenIn(path, "line").length === 0 &&
    names.every((name, at) =>
      name.startsWith(".") ? at === names.length - 1 && plainDotNames.test(name) : true,
    )
  );
}

const fileSchema = z.strictObject({
  path: z.string().refine(isOfferedPath, "a path that cannot be offered"),
  text: z.string().max(startLimits.text),
});

export const startSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(startLimits.title),
    note: z.string().trim().max(startLimits.note),
    files: z.array(fileSchema).max(startLimits.files),
    commands: z.array(z.string().trim().min(1).max(startLimits.command)).max(startLimits.commands),
  })
  .superRefine(({ files, commands }, context) => {
    const wrong = (message: string) => context.addIssue({ code: "custom", message });
    if (files.length + commands.length === 0) wrong("offers nothing");
    if (new Set(files.map(({ path }) => path)).size < files.length) wrong("a path twice");
    if (files.reduce((sum, { text }) => sum + text.length, 0) > startLimits.texts)
      wrong("files too long together");
  });
export type Start = z.infer<typeof startSchema>;
