/**
 * The key that signs session cookies: drawn once, kept in a file that only the web user reads.
 * Losing it signs everybody out.
 */
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const bytes = 32;

/** The secret in the file, made (mode 0600) when there is none. Throws when the file is too short. */
export function readSecret(path: string): string {
  const found = read(path);
  if (found !== null) return found;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Written whole, then named: a reader never sees half of it, and of two writers one wins.
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, randomBytes(bytes).toString("base64url"), { flag: "wx", mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = read(path);
  if (made === null) throw new Error(`${path} vanished while it was being made`);
  return made;
}

function read(path: string): string | null {
  try {
    const secret = readFileSync(path, "utf8").trim();
    if (secret.length < bytes) {
      throw new Error(`${path} is too short to be a secret: delete it and start again`);
    }
    return secret;
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
