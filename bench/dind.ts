/** Docker-in-Docker, the usual way to give each learner an engine: started as it needs to be. */
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Engine } from "./support/docker";

const image = "escale/bench-dind";
const name = "escale-bench-dind";

export async function buildDind(engine: Engine): Promise<void> {
  const folder = fileURLToPath(new URL("dind", import.meta.url));
  await engine.cli("build", "--network", "escale-build", "-q", "-t", image, folder);
}

/** Starts one and waits until its engine answers. It has every capability that can be given. */
export async function startDind(engine: Engine) {
  // one that an interrupted run has left
  await engine.cli("rm", "-f", "-v", name);
  const start = performance.now();
  const id = await engine.cli(
    "run",
    "-d",
    `--name=${name}`,
    "--network=none",
    "--userns=host",
    "--cap-add=ALL",
    "--cap-drop=SYS_RESOURCE",
    "--security-opt=seccomp=unconfined",
    "--security-opt=systempaths=unconfined",
    "--volume=/sys/fs/cgroup:/sys/fs/cgroup:rw",
    image,
    "--bridge=none",
    "--iptables=false",
  );
  for (;;) {
    const answered = await engine.cli("exec", id, "docker", "version").then(
      () => true,
      () => false,
    );
    if (answered) break;
    if (performance.now() - start > 30_000)
      throw new Error("Docker-in-Docker did not become ready");
    await sleep(10);
  }
  return {
    id,
    readyMs: performance.now() - start,
    remove: () => engine.cli("rm", "-f", "-v", id),
  };
}
