/**
 * Which installation this is: a random id in `<data>/instance`, on the label of every workstation.
 * Two installations may share an engine; each sees, adopts and removes its own objects only.
 */
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const shape = /^[0-9a-f]{12}$/;

/** Reads the id, or makes it. */
export function readInstance(data: string): string {
  mkdirSync(data, { recursive: true });
  const path = join(data, "instance");
  const made = `${path}.${process.pid}`;
  try {
    // written aside and linked: never seen empty
    writeFileSync(made, randomBytes(6).toString("hex"), { mode: 0o644 });
    linkSync(made, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    unlinkSync(made);
  }
  const id = readFileSync(path, "utf8").trim();
  if (!shape.test(id)) throw new Error(`${path} does not hold an instance id`);
  return id;
}
