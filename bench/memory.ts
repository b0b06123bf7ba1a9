/** What an idle workspace costs the machine: its processes, its shim, its share of the backend. */
import { setTimeout as sleep } from "node:timers/promises";
import { startDind } from "./dind";
import { containerMemory, type Engine, pss, shimPid } from "./support/docker";
import { isPrompt, Learner } from "./support/learner";
import { mib, row, title } from "./support/stats";

const learners = 8;
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

export async function benchMemory(site: string, engine: Engine, backendPid: number): Promise<void> {
  title(`Memory of an idle workspace with a prompt (mean of ${learners})`);
  const before = await pss(backendPid);
  const opened: { learner: Learner; container: string }[] = [];
  for (let i = 0; i < learners; i++) {
    const learner = new Learner(site);
    const view = await learner.open();
    const terminal = await learner.terminal();
    await terminal.until(isPrompt);
    terminal.close();
    opened.push({ learner, container: `escale-ws-${view.id}` });
  }
  await sleep(3000);
  const cgroups = await Promise.all(
    opened.map(({ container }) => containerMemory(engine, container)),
  );
  const shims = await Promise.all(
    opened.map(async ({ container }) => pss(await shimPid(engine, container))),
  );
  const backend = ((await pss(backendPid)) - before) / learners;
  for (const { learner } of opened) await learner.remove();

  const dind = await startDind(engine);
  await sleep(3000);
  const dindCgroup = await containerMemory(engine, dind.id);
  const dindShim = await pss(await shimPid(engine, dind.id));
  await dind.remove();

  row("", "container", "shim (PSS)", "backend", "together");
  const cgroup = mean(cgroups);
  const shim = mean(shims);
  row("Escale", mib(cgroup), mib(shim), mib(backend), mib(cgroup + shim + backend));
  row("Docker-in-Docker", mib(dindCgroup), mib(dindShim), "", mib(dindCgroup + dindShim));
  row(
    "Escale / Docker-in-Docker",
    `${(cgroup / dindCgroup).toFixed(2)}×`,
    "",
    "",
    `${((cgroup + shim + backend) / (dindCgroup + dindShim)).toFixed(2)}×`,
  );
}
