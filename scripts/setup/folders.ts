/**
 * The folders below ESCALE_DATA, each readable by whom it concerns: learners' remapped users pass
 * through `workspaces`, web owns `web`, nobody else lists anything.
 */
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { OperatorError } from "../system/operator-error";
import { run } from "../system/run";
import type { Problem, Step, SystemUser } from "./setup";

const GiB = 1024 ** 3;
/** what a first start writes: packages' images, the site's build */
const leastFree = 1 * GiB;

const gib = (bytes: number) => `${(bytes / GiB).toFixed(1)} GiB`;

/**
 * What is to be said of a disk with `free` bytes. Throws OperatorError when a start cannot even
 * write what it needs.
 */
export function roomProblem(folder: string, free: number, reserve: number): Problem | null {
  if (free < leastFree) {
    throw new OperatorError(
      `only ${gib(free)} free on the disk of ${folder}`,
      `make room (at least ${gib(leastFree)}; 10 GiB are comfortable) or name another disk with ESCALE_DATA`,
    );
  }
  if (free >= reserve) return null;
  return {
    what: `The disk of ${folder} has ${gib(free)} free, under ESCALE_DISK_RESERVE (${gib(reserve)}): no workspace will open.`,
    remedy: "make room, or lower ESCALE_DISK_RESERVE",
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

/**
 * Makes a folder and those above it. (Node's own `recursive` never returns where the kernel
 * answers ENOENT for a folder whose parent exists, as /proc does.)
 */
export async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (codeOf(error) === "EEXIST") return;
    if (codeOf(error) !== "ENOENT" || existsSync(dirname(path))) throw error;
    await makeFolder(dirname(path), 0o755);
    await mkdir(path, { mode });
  }
}

/**
 * Gives a folder's content to its user: what a development server, which runs as root, has made in
 * it. Links are given themselves, never followed, and files under several names are left alone:
 * whoever may write in the folder could else be given a file from outside.
 */
export async function handOver(folder: string, user: Pick<SystemUser, "uid" | "gid">) {
  const others = ["!", "-uid", String(user.uid), "(", "-type", "d", "-o", "-links", "1", ")"];
  await run("find", [
    ...["-P", folder, "-xdev", ...others],
    ...["-execdir", "chown", "-h", `${user.uid}:${user.gid}`, "--", "{}", "+"],
  ]);
}

export const folders: Step = {
  title: "Folders",
  async run({ paths, settings, webUser, problems }) {
    const modes: [path: string, mode: number][] = [
      [paths.data, 0o711],
      [paths.run, 0o711],
      [paths.workspaces, 0o711],
      [paths.owners, 0o700],
      [paths.logs, 0o700],
      [paths.web, 0o700],
    ];
    try {
      for (const [path, mode] of modes) {
        await makeFolder(path, mode);
        await chmod(path, mode);
      }
      if (webUser) {
        await chown(paths.web, webUser.uid, webUser.gid);
        await handOver(paths.web, webUser);
      }
    } catch (error) {
      const code = codeOf(error);
      if (!["EACCES", "EPERM", "EROFS", "ENOTDIR", "ENOENT"].includes(code)) throw error;
      throw new OperatorError(
        `the data folder ${paths.data} cannot be written (${code})`,
        "name another one with ESCALE_DATA, or start as root",
        { cause: error },
      );
    }
    const { bavail, bsize } = await statfs(paths.data);
    const free = bavail * bsize;
    const problem = roomProblem(paths.data, free, settings.ESCALE_DISK_RESERVE);
    if (problem) problems.push(problem);
    return `${paths.data}, ${gib(free)} free`;
  },
};
