/**
 * For tests: `docker compose` as a learner has it, the workstation image's own on their socket,
 * in their home folder.
 */
import { chmod, chown, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspaceLabel, workstationName } from "@/backend/engine/ownership";
import { hostUserOf } from "@/backend/engine/remap";
import { background, engineSocket, onEngine, type Ran, run, type TestTenant } from "../testing";

/** Another image than the one in use may be tried. */
const image = process.env.ESCALE_TEST_WORKSTATION ?? "escale/workstation:latest";
const wrappers = new URL("../../../images/workstation/files/cli-plugins", import.meta.url);

export interface Station {
  /** in the folder of that name in the home; its exit code and output */
  compose(folder: string, ...args: string[]): Promise<Ran>;
  /** the same, which must succeed; its trimmed standard output */
  ok(folder: string, ...args: string[]): Promise<string>;
  /** any command, which must succeed; its trimmed standard output */
  sh(script: string): Promise<string>;
  /** goes on in the background until interrupted after `seconds` or stopped */
  follow(folder: string, seconds: number, ...args: string[]): ReturnType<typeof background>;
  close(): Promise<void>;
}

/** Of a bench's tenant, the container goes with its `close`, as all of the workspace's does. */
export async function openStation(
  tenant: Pick<TestTenant, "workspace" | "socket" | "home">,
): Promise<Station> {
  const learner = hostUserOf(JSON.parse(await onEngine("info", "--format", "{{json .}}")));
  await chown(tenant.socket, learner.uid, learner.gid);
  const plugins = await mkdtemp(join(tmpdir(), "escale-plugins-"));
  await cp(wrappers, plugins, { recursive: true });
  await chmod(plugins, 0o755);
  const name = workstationName(tenant.workspace);
  await onEngine(
    ...["run", "-d", "--name", name, "--network", "none", "--init"],
    ...["--label", `${workspaceLabel}=${tenant.workspace}`, "--label", "escale.role=workstation"],
    ...["--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL"],
    ...["-v", `${tenant.home}:/home/apprenant`],
    ...["-v", `${tenant.socket}:/run/escale/docker.sock`],
    ...["-v", `${plugins}:/usr/local/libexec/docker/cli-plugins:ro`],
    ...["--entrypoint", "sleep", image, "3600"],
  );
  const host = ["--host", `unix://${engineSocket()}`];
  const inside = (args: readonly string[]) =>
    run("docker", [...host, "exec", name, ...args], "", 110_000);
  const inFolder = (folder: string) => ["env", "-C", `/home/apprenant/${folder}`];
  const succeeded = (ran: Ran, what: string) => {
    if (ran.code !== 0) throw new Error(`${what}: ${ran.err}${ran.out}`);
    return ran.out.trim();
  };
  const compose: Station["compose"] = (folder, ...args) =>
    inside([...inFolder(folder), "docker", "compose", ...args]);
  return {
    compose,
    ok: async (folder, ...args) => succeeded(await compose(folder, ...args), args.join(" ")),
    sh: async (script) => succeeded(await inside(["sh", "-c", script]), script),
    follow: (folder, seconds, ...args) =>
      background(
        { socket: engineSocket() },
        ...["exec", name, ...inFolder(folder)],
        ...["timeout", "-s", "INT", String(seconds), "docker", "compose", ...args],
      ),
    async close() {
      await onEngine("rm", "-f", name);
      await rm(plugins, { recursive: true, force: true });
    },
  };
}
