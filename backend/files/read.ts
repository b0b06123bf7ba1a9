/** A file's content for the editor, whole; or open, to be sent on as it is. */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { type FileState, maxEditableBytes } from "@/lib/protocol/files";
import { problems } from "./messages";
import { type Home, openFile } from "./place";

export interface FileContent extends FileState {
  readonly bytes: Buffer;
}

export const versionOf = (bytes: Buffer): string =>
  createHash("sha256").update(bytes).digest("hex").slice(0, 32);

/** Throws EscaleError payload_too_large beyond `maxEditableBytes`. */
export async function readContent(home: Home, path: string): Promise<FileContent> {
  const file = await openFile(home, path, constants.O_RDONLY);
  try {
    return await contentOf(file);
  } finally {
    await file.close();
  }
}

/** Of an open file, from its beginning. */
export async function contentOf(file: FileHandle): Promise<FileContent> {
  const { size, mtimeMs } = await file.stat();
  if (size > maxEditableBytes) throw problems.tooLargeToEdit(size, maxEditableBytes);
  // one byte more than is taken: it may be growing
  const buffer = Buffer.alloc(maxEditableBytes + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  if (length > maxEditableBytes) throw problems.tooLargeToEdit(length, maxEditableBytes);
  const bytes = buffer.subarray(0, length);
  return { bytes, version: versionOf(bytes), size: length, modified: mtimeMs };
}
