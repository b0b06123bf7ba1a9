/** Click to prompt: cold, and from a workstation prepared ahead. */
import { setTimeout as sleep } from "node:timers/promises";
import { startDind } from "./dind";
import { type Engine, workstationOptions } from "./support/docker";
import { isPrompt, Learner } from "./support/learner";
import { elapsedMs, sample, timings, title } from "./support/stats";

const times = 20;

async function clickToPrompt(site: string): Promise<number> {
  const learner = new Learner(site);
  const took = await elapsedMs(async () => {
    await learner.open();
    const terminal = await learner.terminal();
    await terminal.until(isPrompt);
    terminal.close();
  });
  await learner.remove();
  return took;
}

async function runThenExec(engine: Engine, n: number): Promise<number> {
  const name = `escale-bench-${process.pid}-${n}`;
  const took = await elapsedMs(async () => {
    await engine.cli(
      "run",
      "-d",
      "--name",
      name,
      ...workstationOptions,
      "--entrypoint",
      "sleep",
      "escale/workstation:latest",
      "60",
    );
    await engine.cli("exec", name, "bash", "-c", "echo ready");
  });
  await engine.cli("rm", "-f", name);
  return took;
}

/** `prepared` and `cold` are two sites: one that keeps workstations ready, one that keeps none. */
export async function benchOpen(
  sites: { prepared: string; cold: string },
  engine: Engine,
): Promise<void> {
  title("Click to prompt (a new learner: guest account, workspace, terminal, first prompt)");
  let n = 0;
  const reference = await sample(times, () => runThenExec(engine, n++));
  timings("docker run -d + first docker exec", reference);
  timings("Escale, cold", await sample(times, () => clickToPrompt(sites.cold)), reference);
  const prepared = await sample(times, async () => {
    // the time that the pool needs to prepare the next one is not the learner's
    await sleep(1500);
    return clickToPrompt(sites.prepared);
  });
  timings("Escale, from a prepared workstation", prepared, reference);
  const dind = await sample(3, async () => {
    const container = await startDind(engine);
    await container.remove();
    return container.readyMs;
  });
  timings("Docker-in-Docker becoming ready", dind, reference);
}
