/**
 * The files of a learner's home, as the editor asks for them. A path is relative to the home, of
 * plain components joined by "/"; "" is the home itself.
 */
import { z } from "zod";

/** Largest file that opens in the editor, bytes. */
export const maxEditableBytes = 1024 ** 2;
/** Largest file that is taken in one upload, bytes. */
export const maxUploadBytes = 64 * 1024 ** 2;
/** Most entries of a folder that are told. */
export const maxEntries = 2_000;
/** Folders that one page can have watched. */
export const maxWatchedFolders = 40;

/** NAME_MAX and a quarter of PATH_MAX (limits.h): both fit a request's target, percent-encoded. */
const maxNameBytes = 255;
const maxPathBytes = 1_024;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Whether a name can be written in a path here: no control character (a newline among them), no
 * lone surrogate, which no encoding of a file name can hold.
 */
export function isPlainName(name: string): boolean {
  return (
    name !== "" &&
    name !== "." &&
    name !== ".." &&
    !/[\p{Cc}\p{Cs}/]/u.test(name) &&
    bytesOf(name) <= maxNameBytes
  );
}

export const isHomePath = (path: string): boolean =>
  bytesOf(path) <= maxPathBytes && path.split("/").every(isPlainName);

/** Something in the home. */
export const filePathSchema = z.string().max(maxPathBytes).refine(isHomePath);
/** A folder: something in the home, or the home. */
export const folderPathSchema = z
  .string()
  .max(maxPathBytes)
  .refine((path) => path === "" || isHomePath(path));

export const fileEntrySchema = z.object({
  name: z.string(),
  /** links are shown and never followed; `other`: sockets, pipes, devices */
  kind: z.enum(["file", "folder", "link", "other"]),
  size: z.number().int().nonnegative(),
  /** when its content was changed last, ms since the epoch */
  modified: z.number(),
});
export type FileEntry = z.infer<typeof fileEntrySchema>;

export const folderListSchema = z.object({
  entries: z.array(fileEntrySchema).max(maxEntries),
  /** there are more than are told */
  more: z.boolean(),
  /** how many have names that cannot be written in a path here */
  unnamed: z.number().int().nonnegative(),
});
export type FolderList = z.infer<typeof folderListSchema>;

/** The first 128 bits of the SHA-256 of a file's content. */
export const versionSchema = z.string().regex(/^[0-9a-f]{32}$/);
/** What a write expects to find: that content, no file, or whatever is there. */
export const expectedSchema = z.union([versionSchema, z.enum(["none", "any"])]);
export type Expected = z.infer<typeof expectedSchema>;

export const fileStateSchema = z.object({
  version: versionSchema,
  size: z.number().int().nonnegative(),
  modified: z.number(),
});
export type FileState = z.infer<typeof fileStateSchema>;

/** Headers that go with a file's content, which is the body as it is. */
export const fileHeaders = { version: "x-escale-version", modified: "x-escale-modified" } as const;

export const makeFolderSchema = z.strictObject({ path: filePathSchema });
export const moveFileSchema = z.strictObject({ from: filePathSchema, to: filePathSchema });

/** Folders to be watched, as one parameter of a request's target. */
export const watchedSchema = z
  .string()
  .max(8_192)
  .transform((text, context) => {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      context.addIssue("not JSON");
      return z.NEVER;
    }
  })
  .pipe(z.array(folderPathSchema).min(1).max(maxWatchedFolders));

/** One message of the stream of changes: in which of the watched folders something has changed. */
export const changesSchema = z.object({ folders: z.array(folderPathSchema) });
export type Changes = z.infer<typeof changesSchema>;
