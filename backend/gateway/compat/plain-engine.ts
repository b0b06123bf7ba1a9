/** For a test: an ordinary engine of its own, on a folder that goes with it. Needs root. */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineSocket, type Ran, run, until } from "../testing";

export interface PlainEngine {
  /** its socket's path */
  socket: string;
  docker(args: readonly string[], input?: string): Promise<Ran>;
  close(): Promise<void>;
}

/** A bridge and addresses that no other engine of the machine takes. */
const bridge = "escale-plain";
const addresses = "10.249.0.1/24";

/** With `images` of the catalogue, under their own names. */
export async function startPlainEngine(images: readonly string[]): Promise<PlainEngine> {
  const folder = await mkdtemp(join(tmpdir(), "escale-plain-"));
  const socket = join(folder, "docker.sock");
  await writeFile(join(folder, "daemon.json"), "{}");
  await run("ip", ["link", "add", bridge, "type", "bridge"]);
  await run("ip", ["addr", "add", addresses, "dev", bridge]);
  await run("ip", ["link", "set", bridge, "up"]);
  const child = spawn(
    "dockerd",
    [
      ...["--config-file", join(folder, "daemon.json"), "--host", `unix://${socket}`],
      ...["--data-root", join(folder, "data"), "--exec-root", join(folder, "exec")],
      ...["--pidfile", join(folder, "pid"), "--group", "root", "--log-level", "error"],
      // the host's firewall is not this test's
      ...["--iptables=false", "--ip6tables=false", "--ip-masq=false", "--ip-forward=false"],
      ...["--bridge", bridge, "--default-address-pool", "base=10.250.0.0/16,size=24"],
      // what the dedicated engine does with every container
      ...["--init", "--no-new-privileges"],
    ],
    { stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const docker = (args: readonly string[], input?: string) =>
    run("docker", ["--host", `unix://${socket}`, ...args], input);
  const engine: PlainEngine = {
    socket,
    docker,
    async close() {
      const ids = (await docker(["ps", "-aq"])).out.split("\n").filter(Boolean);
      if (ids.length > 0) await docker(["rm", "-f", ...ids]);
      child.kill("SIGTERM");
      await ended;
      await run("ip", ["link", "del", bridge]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await until(async () => (await docker(["version"])).code === 0, 60_000);
    for (const image of images) {
      const archive = join(folder, "image.tar");
      const host = ["--host", `unix://${engineSocket()}`];
      await run("docker", [...host, "save", "-o", archive, `escale/catalogue/${image}`]);
      await docker(["load", "-q", "-i", archive]);
      await docker(["tag", `escale/catalogue/${image}`, image]);
      await docker(["rmi", `escale/catalogue/${image}`]);
    }
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}
