/** For tests: a workstation container, hardened as in production, on the engine under test. */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Docker from "dockerode";
import {
  roleLabel,
  workspaceLabel,
  workstationImage,
  workstationName,
} from "@/backend/engine/ownership";

export function testEngine(): Docker {
  const host = process.env.ESCALE_DOCKER_HOST;
  if (!host) throw new Error("ESCALE_DOCKER_HOST names no engine");
  return new Docker({ socketPath: host.replace(/^unix:\/\//, "") });
}

export async function createWorkstation(engine: Docker) {
  const workspace = randomBytes(6).toString("hex");
  const folder = await mkdtemp(join(tmpdir(), "escale-terminals-"));
  const home = join(folder, "home");
  const run = join(folder, "run");
  await mkdir(home);
  await mkdir(run);
  for (const [path, mode] of [
    [folder, 0o755],
    [home, 0o777],
    [run, 0o755],
  ] as const)
    await chmod(path, mode);
  const container = await engine.createContainer({
    name: workstationName(workspace),
    Image: process.env.ESCALE_TEST_WORKSTATION ?? workstationImage,
    Hostname: "escale",
    Labels: { [workspaceLabel]: workspace, [roleLabel]: "workstation" },
    HostConfig: {
      NetworkMode: "none",
      ReadonlyRootfs: true,
      Tmpfs: { "/tmp": "size=64m,mode=1777" },
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      Memory: 256 * 1024 * 1024,
      PidsLimit: 256,
      Binds: [`${home}:/home/apprenant`, `${run}:/run/escale:ro`],
    },
  });
  return {
    workspace,
    folder,
    container,
    socketPath: join(run, "terminals.sock"),
    /** A program beside the shells, as the learner's user; resolves with what it said. */
    async exec(...command: string[]): Promise<{ output: string; code: number }> {
      const exec = await container.exec({
        Cmd: command,
        AttachStdout: true,
        AttachStderr: true,
        Tty: true,
      });
      const stream = await exec.start({ Tty: true });
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(Buffer.from(chunk));
      return {
        output: Buffer.concat(chunks).toString().replaceAll("\r\n", "\n"),
        code: (await exec.inspect()).ExitCode ?? -1,
      };
    },
    async remove() {
      await container.remove({ force: true, v: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
