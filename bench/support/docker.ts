/** The engine itself, through the docker CLI and dockerode: the reference of each measurement. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import Docker from "dockerode";

const run = promisify(execFile);

export interface Engine {
  readonly socket: string;
  readonly api: Docker;
  cli(...args: string[]): Promise<string>;
}

export function engineAt(socket: string): Engine {
  return {
    socket,
    api: new Docker({ socketPath: socket }),
    cli: async (...args) => {
      const { stdout } = await run("docker", args, {
        env: { ...process.env, DOCKER_HOST: `unix://${socket}`, DOCKER_BUILDKIT: "0" },
        maxBuffer: 64 * 1024 ** 2,
      });
      return stdout.trim();
    },
  };
}

/** The options that the backend gives a workstation, for a fair `docker run` of the same image. */
export const workstationOptions = [
  "--network=none",
  "--read-only",
  "--tmpfs=/tmp",
  "--cap-drop=ALL",
  "--memory=256m",
  "--pids-limit=256",
];

/** Runs `work` beside a bare container of the workstation's image, which ends with it. */
export async function withBareWorkstation<T>(
  engine: Engine,
  work: (container: Docker.Container) => Promise<T>,
): Promise<T> {
  const command = ["--entrypoint", "sleep", "escale/workstation:latest", "300"];
  const id = await engine.cli("run", "-d", ...workstationOptions, ...command);
  try {
    return await work(engine.api.getContainer(id));
  } finally {
    await engine.cli("rm", "-f", id);
  }
}

/** Memory charged to a container's cgroup without its reclaimable page cache, bytes (cgroup v1 or v2). */
export async function containerMemory(engine: Engine, id: string): Promise<number> {
  const stats = await engine.api.getContainer(id).stats({ stream: false });
  const { usage, stats: detail } = stats.memory_stats;
  return usage - (detail.total_inactive_file ?? detail.inactive_file ?? 0);
}

/** Proportional set size of a process, bytes: its own pages and its share of shared ones. */
export async function pss(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? Number.NaN) * 1024;
}

/** The container's shim: the process of the host that holds it. */
export async function shimPid(engine: Engine, id: string): Promise<number> {
  const { State } = await engine.api.getContainer(id).inspect();
  const status = await readFile(`/proc/${State.Pid}/status`, "utf8");
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
}
