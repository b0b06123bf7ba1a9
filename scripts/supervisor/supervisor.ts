/**
 * Runs Escale: the dedicated engine watched, backend and web kept running. Stops in the order in
 * which nobody loses what he relies on: web, backend, engine; learners' containers go on.
 */
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { runningEngine, stopEngine } from "../setup/engine/dedicated";
import { supervisorPid } from "../setup/port";
import type { Setup } from "../setup/setup";
import { OperatorError } from "../system/operator-error";
import { endLeftover, writePidFile } from "../system/pid-file";
import { watchEngine } from "./engine-watch";
import { call } from "./http";
import type { Program } from "./program";
import { instanceArgument, pidFileOf, programsOf } from "./programs";

export interface Running {
  /** where the site is, as a person types it */
  address: string;
  programs: readonly Program[];
  /** stops all; `keepEngine` leaves the dedicated engine running */
  stop(options?: { keepEngine?: boolean }): Promise<void>;
  /** ends all at once; the engine is only asked to */
  kill(): Promise<void>;
}

/** Programs that a supervisor which was killed has left behind are ended. Tells which. */
export async function endLeftovers({ paths }: Pick<Setup, "paths">): Promise<string[]> {
  const ended: string[] = [];
  for (const name of ["web", "backend"]) {
    const mark = instanceArgument(paths.data);
    if (await endLeftover(pidFileOf(paths.run, name), mark)) ended.push(name);
  }
  return ended;
}

/** Resolves once `path` answers anything; throws OperatorError after `timeoutMs`. */
async function answered(
  name: string,
  target: { socketPath: string } | { host: string; port: number },
  path: string,
  timeoutMs: number,
  logs: string,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const ok = await call({ ...target, path, timeoutMs: 2_000 }).then(
      () => true,
      () => false,
    );
    if (ok) return;
    if (Date.now() > deadline) {
      throw new OperatorError(
        `${name} does not answer after ${timeoutMs / 1000} s`,
        `its log is ${logs}/${name}.log`,
      );
    }
    await sleep(100);
  }
}

const anyAddress: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/** Starts all and resolves once the site answers. On failure nothing of it is left running. */
export async function startEscale(setup: Setup, show: (line: string) => void): Promise<Running> {
  const { settings, paths, engine } = setup;
  await writePidFile(supervisorPid(paths.run), process.pid);
  const programs = programsOf(setup, show);
  const dedicated = engine !== null && !settings.ESCALE_DOCKER_HOST;
  const endWatch = dedicated
    ? watchEngine(paths, (line) => show(`supervisor: engine ${line}`))
    : async () => {};

  const stop = async ({ keepEngine = false } = {}) => {
    const watchEnded = endWatch();
    for (const program of programs.toReversed()) await program.stop();
    await watchEnded;
    if (dedicated && !keepEngine) await stopEngine(paths);
    await rm(supervisorPid(paths.run), { force: true });
  };

  try {
    const host = anyAddress[settings.ESCALE_HOST] ?? settings.ESCALE_HOST;
    for (const program of programs) await program.start();
    await answered(
      "backend",
      { socketPath: paths.backendSocket },
      "/v1/health",
      60_000,
      paths.logs,
    );
    const web = { host, port: settings.ESCALE_PORT };
    await answered("web", web, "/healthz", 60_000, paths.logs);
    const name = ["127.0.0.1", "::1"].includes(host) ? "localhost" : host;
    return {
      address: settings.ESCALE_URL ?? `http://${name}:${settings.ESCALE_PORT}`,
      programs,
      stop,
      kill: async () => {
        for (const program of programs) program.kill();
        const process_ = dedicated ? await runningEngine(paths) : null;
        if (process_) process.kill(process_.pid, "SIGTERM");
      },
    };
  } catch (error) {
    await stop({ keepEngine: true });
    throw error;
  }
}
