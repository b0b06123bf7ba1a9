/** Click to prompt: cold, and from a workstation prepared ahead. */
import { setTimeout as sleep } from "node:timers/promises";
import { startDind } from "./dind";
import { type Engine, workstationOptions } from "./support/docker";
import { isPrompt, Learner } from "./support/learner";
import { elapsedMs, sample, timings, title } from "./support/stats";

const times = 20;
let reference: number[] = [];

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
    const command = ["--entrypoint", "sleep", "escale/workstation:latest", "60"];
    await engine.cli("run", "-d", "--name", name, ...workstationOptions, ...command);
    await engine.cli("exec", name, "bash", "-c", "echo ready");
  });
  await engine.cli("rm", "-f", name);
  return took;
}

export const benchOpen = {
  /** Against a site that keeps no workstation ready; measures the references too. */
  async cold(site: string, engine: Engine): Promise<void> {
    title("Click to prompt (a new learner: guest account, workspace, terminal, first prompt)");
    await clickToPrompt(site);
    let n = 0;
    reference = await sample(times, () => runThenExec(engine, n++));
    timings("docker run -d + first docker exec", reference);
    const dind = await sample(3, async () => {
      const container = await startDind(engine);
      await container.remove();
      return container.readyMs;
    });
    timings("Docker-in-Docker becoming ready", dind, reference);
    timings("Escale, cold", await sample(times, () => clickToPrompt(site)), reference);
  },

  /** Against a site that keeps one workstation ready. */
  async prepared(site: string): Promise<void> {
    const prepared = await sample(times, async () => {
      // the time that the pool needs to prepare the next one is not the learner's
      await sleep(1500);
      return clickToPrompt(site);
    });
    timings("Escale, from a prepared workstation", prepared, reference);
  },
};
