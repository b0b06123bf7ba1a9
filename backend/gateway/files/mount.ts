/**
 * mount(8) and umount(8), told to take paths as they are (`-c`): made canonical, a descriptor's
 * path would become a name again, and names are what a learner can swap.
 */
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** Binds what the descriptor has open onto `place`, without devices and set-user-ID. */
export async function bindDescriptor(descriptor: number, place: string): Promise<void> {
  await run("mount", ["-n", "-c", "--bind", "/proc/self/fd/3", place], descriptor);
  await run("mount", ["-n", "-c", "-o", "remount,bind,nosuid,nodev", place]);
}

/** Takes away whatever is mounted there, used or not. */
export async function unmount(place: string): Promise<void> {
  while (isMounted(place)) await run("umount", ["-n", "-c", "-l", place]);
}

/** `place` must be without spaces: the kernel would write them escaped. */
export function isMounted(place: string): boolean {
  return readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .some((line) => line.split(" ")[4] === place);
}

function run(command: string, args: readonly string[], descriptor?: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const stdio: StdioOptions = ["ignore", "ignore", "pipe"];
    if (descriptor !== undefined) stdio.push(descriptor);
    const child: ChildProcess = spawn(command, [...args], {
      stdio,
      env: { ...process.env, LC_ALL: "C" },
    });
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8").slice(0, 1000);
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${code}: ${said.trim()}`));
    });
  });
}
