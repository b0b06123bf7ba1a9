/** A stage of the run: announced, timed, its output shown as it comes. */
import { spawn } from "node:child_process";
import { explain } from "../system/operator-error";
import type { Counts } from "./counts";

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)}s`;

/** What a stage reports; one without tests of its own counts only when it fails. */
export type Outcome = Counts;

/** Runs a stage; one that throws counts as one failure, and later stages still run. */
export async function stage(title: string, work: () => Promise<Outcome>): Promise<Outcome> {
  const since = Date.now();
  console.log(`\n▶ ${title}`);
  const outcome = await work().catch((error: unknown) => {
    console.error(explain(error));
    return { passed: 0, failed: 1 };
  });
  console.log(`${outcome.failed === 0 ? "✔" : "✖"} ${title} [${seconds(since)}]`);
  return outcome;
}

const children = new Set<number>();

/** Ends what `show` has running, for a run that is interrupted. */
export function interrupt(): void {
  for (const pid of children) process.kill(pid, "SIGTERM");
}

/** Runs one of node_modules' programs with its output shown; resolves with its status. */
export function show(
  script: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      ...options,
      stdio: ["ignore", "inherit", "inherit"],
    });
    const { pid } = child;
    if (pid !== undefined) children.add(pid);
    child.once("error", reject);
    child.once("close", (code) => {
      if (pid !== undefined) children.delete(pid);
      resolve(code ?? 1);
    });
  });
}
