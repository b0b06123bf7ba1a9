/** Folders made, things renamed and removed. Links are moved and removed themselves. */
import { spawn } from "node:child_process";
import { closeSync, constants, fchownSync, openSync } from "node:fs";
import { mkdir, rename, unlink } from "node:fs/promises";
import { isErrno } from "../gateway/files/errno";
import { problems } from "./messages";
import { type Home, look, withPlace } from "./place";

/** Throws EscaleError already_exists. */
export function makeFolder(home: Home, path: string): Promise<void> {
  return withPlace(home, path, async ({ at }) => {
    try {
      await mkdir(at, 0o755);
    } catch (error) {
      if (isErrno(error, "EEXIST")) throw problems.exists();
      throw translated(error);
    }
    // swapped in between, it is some other folder of the learner's that is given to them
    const { O_DIRECTORY, O_NOFOLLOW, O_RDONLY } = constants;
    let descriptor: number;
    try {
      descriptor = openSync(at, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    } catch (error) {
      if (isErrno(error, "ENOENT", "ENOTDIR", "ELOOP")) throw problems.missing();
      throw error;
    }
    try {
      fchownSync(descriptor, home.learner.uid, home.learner.gid);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** Throws EscaleError already_exists rather than replace anything. */
export function move(home: Home, from: string, to: string): Promise<void> {
  return withPlace(home, from, (source) =>
    withPlace(home, to, async (target) => {
      if (look(source) === null) throw problems.missing();
      if (look(target) !== null) throw problems.exists();
      try {
        await rename(source.at, target.at);
      } catch (error) {
        if (isErrno(error, "EINVAL")) throw problems.intoItself();
        if (isErrno(error, "EEXIST", "ENOTEMPTY", "EISDIR", "ENOTDIR")) throw problems.exists();
        throw translated(error);
      }
    }),
  );
}

/** A folder with all that is in it. What is gone already is an error: somebody else was there. */
export function remove(home: Home, path: string): Promise<void> {
  return withPlace(home, path, async (place) => {
    const stat = look(place);
    if (stat === null) throw problems.missing();
    if (stat.isDirectory()) return removeFolder(place.folder, place.name);
    try {
      await unlink(place.at);
    } catch (error) {
      throw translated(error);
    }
  });
}

/** rm(1) walks by descriptors without following links, and past trees deeper than PATH_MAX. */
function removeFolder(folder: number, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("rm", ["-rf", "--one-file-system", "--", `/proc/self/fd/3/${name}`], {
      stdio: ["ignore", "ignore", "pipe", folder],
      env: { ...process.env, LC_ALL: "C" },
    });
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(0, 1_000);
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      // somebody writes into it all the while
      else if (/Directory not empty/.test(said)) reject(problems.busyFolder());
      else reject(new Error(`rm ended with ${code}: ${said.trim()}`));
    });
  });
}

function translated(error: unknown): unknown {
  if (isErrno(error, "ENOENT")) return problems.missing();
  if (isErrno(error, "ENOSPC", "EDQUOT")) return problems.full();
  return error;
}
