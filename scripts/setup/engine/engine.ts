/**
 * Finds the engine, in this order: the one ESCALE_DOCKER_HOST names; the dedicated one when it
 * already runs; a dedicated one started now, its packages installed first where that is possible.
 * Without any, set-up goes on: lessons are served, terminals are off, and the operator is told.
 */
import { rm } from "node:fs/promises";
import type Docker from "dockerode";
import { aptInstall, canInstall } from "../../system/apt";
import { findProgram } from "../../system/find-program";
import { OperatorError } from "../../system/operator-error";
import { endProcess } from "../../system/pid-file";
import type { Say, Setup, Step } from "../setup";
import { runningEngine, startEngine } from "./dedicated";
import { keepingFirewall } from "./firewall";
import { ensureBuildNetwork } from "./network";
import { answers, dockerAt } from "./socket";

const packages = ["docker.io", "iptables"];

async function describe(docker: Docker): Promise<string> {
  const { Version, ApiVersion } = await docker.version();
  return `engine ${Version} (API ${ApiVersion})`;
}

async function operatorsEngine(setup: Setup): Promise<string> {
  const { engineSocket } = setup.paths;
  if (!(await answers(engineSocket, 5_000))) {
    throw new OperatorError(
      `no engine answers at ESCALE_DOCKER_HOST (${setup.settings.ESCALE_DOCKER_HOST})`,
      "start it, check who may open its socket, or unset ESCALE_DOCKER_HOST for a dedicated one",
    );
  }
  return "the operator's own";
}

async function findDockerd(say: Say): Promise<string> {
  const found = findProgram("dockerd");
  // without iptables dockerd ends at once
  if (found && findProgram("iptables")) return found;
  if (!canInstall()) {
    throw new OperatorError(
      "dockerd and iptables are not both installed, and this is not a Debian-like system",
      "install the Docker engine (dockerd) with your system's packages, or name one in ESCALE_DOCKER_HOST",
    );
  }
  await aptInstall(packages, say);
  const installed = findProgram("dockerd");
  if (!installed) throw new Error("docker.io is installed, but dockerd is nowhere to be found");
  return installed;
}

async function dedicatedEngine(setup: Setup, say: Say): Promise<string> {
  const { paths } = setup;
  if (process.platform !== "linux") {
    throw new OperatorError(
      `the dedicated engine needs Linux (this is ${process.platform})`,
      "run Escale on Linux, or name an engine in ESCALE_DOCKER_HOST",
    );
  }
  const running = await runningEngine(paths);
  if (running) {
    if (await answers(paths.engineSocket, 10_000)) return "already running";
    say("the running dockerd does not answer: starting it again");
    await endProcess(running, 10_000);
  }
  if (!setup.asRoot) {
    throw new OperatorError(
      "the dedicated engine can only be started by root",
      "run npm start as root, or name an engine you may use in ESCALE_DOCKER_HOST",
    );
  }
  const dockerd = await findDockerd(say);
  await rm(paths.engineSocket, { force: true });
  await keepingFirewall(() => startEngine(dockerd, paths));
  return "started";
}

export const engine: Step = {
  title: "Engine",
  async run(setup, say) {
    try {
      const how = setup.settings.ESCALE_DOCKER_HOST
        ? await operatorsEngine(setup)
        : await dedicatedEngine(setup, say);
      const docker = dockerAt(setup.paths.engineSocket);
      await ensureBuildNetwork(docker);
      setup.engine = docker;
      return `${await describe(docker)}, ${how}`;
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      setup.problems.push({
        what: `Terminals are off: ${error.message}.`,
        remedy: error.remedy,
      });
      return `none (${error.message.split("\n")[0]})`;
    }
  },
};
