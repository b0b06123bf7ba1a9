/**
 * An exercise's folder in the learner's home: emptied and filled by descriptors alone, so that no
 * symbolic link of the learner's leads anything of ours elsewhere.
 */
import { execFile } from "node:child_process";
import { closeSync, constants } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import type { StartExercise } from "@/lib/protocol/checks/start";
import { EscaleError } from "@/lib/protocol/errors";
import type { HostUser } from "../engine/remap";
import { messages } from "../errors";
import { openBeneath } from "../gateway/files/beneath";
import { isErrno } from "../gateway/files/errno";
import { exercisesFolder } from "./sight/file";

export interface FolderOptions {
  home: string;
  learner: HostUser;
}

const run = promisify(execFile);

type Files = StartExercise["files"];

/**
 * The folder itself stays when it is there: a shell may be in it. Throws EscaleError in_use when a
 * link or a file of the learner's stands where a folder has to be.
 */
export async function fillFolder(
  folder: string,
  files: Files,
  { home, learner }: FolderOptions,
): Promise<void> {
  const below = [exercisesFolder, folder];
  const descriptor = folderAt(home, below, learner);
  try {
    // find walks by descriptors and follows no link; it also takes what containers have written
    await run("find", ["-P", ".", "-xdev", "-mindepth", "1", "-delete"], {
      cwd: `/proc/self/fd/${descriptor}`,
    });
  } finally {
    closeSync(descriptor);
  }
  for (const file of files) await writeFile(home, below, file, learner);
}

function folderAt(home: string, names: readonly string[], learner: HostUser): number {
  const opened = openBeneath(home, names, learner);
  if ("refused" in opened) throw new EscaleError("in_use", messages.exerciseFolder);
  if (opened.kind === "folder") return opened.descriptor;
  closeSync(opened.descriptor);
  throw new EscaleError("in_use", messages.exerciseFolder);
}

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;

async function writeFile(
  home: string,
  below: readonly string[],
  file: Files[number],
  learner: HostUser,
): Promise<void> {
  const names = file.path.split("/");
  const name = names.pop() ?? "";
  const parent = folderAt(home, [...below, ...names], learner);
  try {
    const written = await open(
      `/proc/self/fd/${parent}/${name}`,
      O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
      file.executable ? 0o755 : 0o644,
    );
    try {
      await written.chown(learner.uid, learner.gid);
      await written.writeFile(file.text);
    } finally {
      await written.close();
    }
  } catch (error) {
    // they have put something there since it was emptied: theirs to have
    if (!isErrno(error, "EEXIST")) throw error;
  } finally {
    closeSync(parent);
  }
}
