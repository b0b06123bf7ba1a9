/**
 * Escale's own dockerd: own data root, own socket, no default bridge, users remapped. It outlives
 * this program on purpose when killed (learners' containers go on), and is found again by its pid
 * file; a clean stop stops it too, and live-restore leaves the containers running.
 */

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Paths } from "@/lib/protocol/paths";
import { OperatorError } from "../../system/operator-error";
import { endLeftover, endProcess, type Identity, readPidFile } from "../../system/pid-file";
import { rotate } from "../../system/rotate";
import { waitUntilAnswers } from "./socket";

/** Eight hex digits that tell the instances of one machine apart. */
export const instanceOf = (data: string): string =>
  createHash("sha256").update(data).digest("hex").slice(0, 8);

/** State that must not survive a reboot, hence not below the data folder. */
export const execRoot = (paths: Paths): string => `/run/escale-${instanceOf(paths.data)}`;

export const engineLog = (paths: Paths): string => join(paths.logs, "engine.log");

/**
 * The options, each for a reason. The engine's own defaults file (/etc/docker/daemon.json) is
 * the operator's and is not read.
 */
export function engineOptions(paths: Paths, configFile: string): string[] {
  const instance = instanceOf(paths.data);
  return [
    ...["--config-file", configFile],
    ...["--data-root", paths.engineRoot],
    ...["--exec-root", execRoot(paths)],
    ...["--pidfile", paths.enginePid],
    ...["--host", `unix://${paths.engineSocket}`],
    ...["--group", "root"],
    // a containerd of the system may be shared: two engines must not see each other's containers
    ...["--containerd-namespace", `escale-${instance}`],
    ...["--containerd-plugins-namespace", `escale-${instance}-plugins`],
    // root in a container is nobody on the host
    ...["--userns-remap", "default"],
    "--no-new-privileges",
    // containers go into a group per workspace; systemd's driver takes none of ours
    ...["--exec-opt", "native.cgroupdriver=cgroupfs"],
    // no shared bridge, and none between containers that share one
    ...["--bridge", "none"],
    "--icc=false",
    // containers outlive the engine
    "--live-restore",
    // a container that prints for ever fills no disk
    ...["--log-driver", "json-file", "--log-opt", "max-size=1m", "--log-opt", "max-file=2"],
    ...["--log-level", "warn"],
  ];
}

/** The dedicated engine's process, if it runs. */
export const runningEngine = (paths: Paths): Promise<Identity | null> =>
  readPidFile(paths.enginePid, `--data-root ${paths.engineRoot} `);

/** Starts dockerd and waits until it answers. Throws OperatorError with the end of its log. */
export async function startEngine(dockerd: string, paths: Paths): Promise<void> {
  await mkdir(execRoot(paths), { recursive: true, mode: 0o711 });
  await mkdir(paths.engineRoot, { recursive: true, mode: 0o711 });
  await rm(paths.enginePid, { force: true });
  // dockerd killed alone leaves its containerd, or the pid file of one, which the next takes for alive
  await endLeftover(join(execRoot(paths), "containerd/containerd.pid"), execRoot(paths));
  const configFile = join(paths.run, "engine.json");
  await writeFile(configFile, "{}\n");
  await rotate(engineLog(paths));
  const log = openSync(engineLog(paths), "a", 0o600);
  const child = spawn(dockerd, engineOptions(paths, configFile), {
    // a session of its own: the terminal's Ctrl-C is for the supervisor, which orders the stop
    detached: true,
    stdio: ["ignore", log, log],
    env: {
      NODE_ENV: "production",
      PATH: `${process.env.PATH ?? ""}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin`,
    },
  });
  closeSync(log);
  child.unref();
  let ended: string | null = null;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", (code, signal) => {
    ended = `ended (${signal ?? `status ${code}`})`;
  });
  if (await waitUntilAnswers(paths.engineSocket, 60_000, () => ended !== null)) return;
  if (ended === null) child.kill("SIGKILL");
  const tail = readFileSync(engineLog(paths), "utf8").trim().split("\n").slice(-3).join("\n    ");
  throw new OperatorError(
    `dockerd ${ended ?? "did not answer within a minute"}:\n    ${tail}`,
    `see ${engineLog(paths)}, and npm run -s admin -- doctor`,
  );
}

/** Stops the dedicated engine; containers go on. Tells whether it ran. */
export async function stopEngine(paths: Paths): Promise<boolean> {
  const engine = await runningEngine(paths);
  if (engine) await endProcess(engine, 20_000);
  return engine !== null;
}
