/** The docker command line, which the tests on the engine drive. */
import { aptInstall } from "../system/apt";
import { findProgram } from "../system/find-program";

/** Debian 12 has it in docker.io, with the engine; Debian 13 in a package of its own. */
export async function ensureDockerCli(): Promise<void> {
  if (!findProgram("docker")) await aptInstall(["docker-cli"], () => {});
}
