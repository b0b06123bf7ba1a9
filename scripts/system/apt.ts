/** Debian packages, installed without starting the services they bring. */
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { findProgram } from "./find-program";
import { OperatorError } from "./operator-error";
import { run } from "./run";

/** Debian asks this program whether a package may start its service; 101 means no. */
const policy = "/usr/sbin/policy-rc.d";

/** Whether this process may install packages. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && findProgram("apt-get") !== null;
}

/** Installs packages with apt. Throws OperatorError naming the command to run by hand. */
export async function aptInstall(
  packages: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const byHand = `apt-get install --no-install-recommends ${packages.join(" ")}`;
  if (!canInstall()) {
    throw new OperatorError(`${packages[0]} is not installed`, `as root, run: ${byHand}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const ownPolicy = !existsSync(policy);
  if (ownPolicy) await writeFile(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    const install = () =>
      run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], {
        env,
        onLine: say,
      });
    // without lists, or with old ones, the first attempt fails quickly
    await install().catch(async () => {
      await run("apt-get", ["update"], { env, onLine: say });
      await install();
    });
  } catch (error) {
    throw new OperatorError(
      `apt could not install ${packages.join(", ")}`,
      `run it by hand to see why: ${byHand}`,
      { cause: error },
    );
  } finally {
    if (ownPolicy) await rm(policy, { force: true });
  }
}
