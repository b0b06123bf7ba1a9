/**
 * Reads a file of the learner's home by descriptors alone: no component may be a symbolic link, at
 * no moment, so nothing outside of the home can be made to look like a file in it.
 */
import { closeSync } from "node:fs";
import { open } from "node:fs/promises";
import { openBeneath } from "../../gateway/files/beneath";
import type { FileSeen } from "../types";

/** The folder in the home that holds one folder for each exercise. */
export const exercisesFolder = "exercices";

const maxBytes = 256 * 1024;

export async function readHomeFile(home: string, folder: string, path: string): Promise<FileSeen> {
  const opened = openBeneath(home, [exercisesFolder, folder, ...path.split("/")]);
  if ("refused" in opened)
    return { there: false, refused: opened.refused === "missing" ? null : opened.refused };
  try {
    if (opened.kind !== "file") return { there: false, refused: "folder" };
    return await readOpened(opened.descriptor);
  } finally {
    closeSync(opened.descriptor);
  }
}

async function readOpened(descriptor: number): Promise<FileSeen> {
  const file = await open(`/proc/self/fd/${descriptor}`, "r");
  try {
    const { mode, size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, maxBytes) + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    if (size > maxBytes || bytesRead > maxBytes) return { there: false, refused: "too large" };
    const text = decoded(buffer.subarray(0, bytesRead));
    if (text === null) return { there: false, refused: "not a text" };
    return { there: true, text, executable: (mode & 0o100) !== 0, size: bytesRead };
  } finally {
    await file.close();
  }
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
