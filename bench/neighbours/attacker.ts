/** A learner who means harm: a workspace whose docker socket and shell are used against it. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readHierarchy } from "@/backend/cgroups/hierarchy";
import { workstationName } from "@/backend/engine/ownership";
import type { Engine } from "../support/docker";

const run = promisify(execFile);
const client = fileURLToPath(new URL("./client.mjs", import.meta.url));

export class Attacker {
  readonly #children: ChildProcess[] = [];

  constructor(
    readonly engine: Engine,
    readonly workspace: string,
    readonly socket: string,
  ) {}

  /** `docker …` on its own virtual engine; what fails does so as the abuse goes. */
  async docker(...args: string[]): Promise<string> {
    const { stdout } = await run("docker", args, {
      env: { ...process.env, DOCKER_HOST: `unix://${this.socket}` },
    }).catch(() => ({ stdout: "" }));
    return stdout.trim();
  }

  /** A container that goes on until `stop`. */
  container(name: string, script: string, ...options: string[]): Promise<string> {
    return this.docker("run", "-d", "--name", name, ...options, "busybox", "sh", "-c", script);
  }

  /** A script in the shell's own container, where docker is the learner's. */
  async shell(script: string): Promise<void> {
    await this.engine.cli("exec", "-d", workstationName(this.workspace), "bash", "-c", script);
  }

  /** `client.mjs` in the control group of its workspace. */
  async client(kind: "flood" | "in-turn" | "short" | "idle" | "deaf", path = ""): Promise<void> {
    const child = spawn(process.execPath, [client, kind, this.socket, path], { stdio: "ignore" });
    this.#children.push(child);
    const hierarchy = readHierarchy(readFileSync("/proc/self/mounts", "utf8"));
    const station = this.engine.api.getContainer(workstationName(this.workspace));
    const { State } = await station.inspect();
    const groups = readFileSync(`/proc/${State.Pid}/cgroup`, "utf8").split("\n");
    const group = groups
      .find((line) => line.split(":")[1]?.split(",").includes("cpu") || line.startsWith("0::"))
      ?.split(":")[2];
    if (!hierarchy || !group || child.pid === undefined) throw new Error("no control group");
    writeFileSync(join(hierarchy.controllers.cpu, group, "cgroup.procs"), String(child.pid));
  }

  /** Ends everything that was begun. */
  async stop(): Promise<void> {
    for (const child of this.#children.splice(0)) child.kill("SIGKILL");
    // the shell's programs first: they would make more
    await this.engine
      .cli("exec", workstationName(this.workspace), "sh", "-c", "pkill -KILL bash; true")
      .catch(() => "");
    const label = `label=escale.workspace=${this.workspace}`;
    const ids = await this.engine.cli("ps", "-aq", "--filter", label);
    const station = await this.engine.cli(
      "ps",
      "-q",
      "--filter",
      `name=${workstationName(this.workspace)}`,
    );
    const own = ids.split("\n").filter((id) => id !== "" && id !== station);
    if (own.length > 0) await this.engine.cli("rm", "-fv", ...own).catch(() => "");
  }
}
