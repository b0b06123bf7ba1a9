/**
 * `npm run bench`: sets up an Escale of its own (as `npm test` does, on the same kind of data
 * folder), measures it, and takes it down again.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { root } from "../scripts/bootstrap.mjs";
import { stopEngine } from "../scripts/setup/engine/dedicated";
import { wholePlan } from "../scripts/setup/plan";
import { newSetup } from "../scripts/setup/prepare";
import { runSteps } from "../scripts/setup/run-steps";
import { startEscale } from "../scripts/supervisor/supervisor";
import { explain } from "../scripts/system/operator-error";
import { buildDind } from "./dind";
import { benchEcho } from "./echo";
import { benchGateway, benchGatewayStreams } from "./gateway";
import { benchGatewayMemory } from "./gateway/memory";
import { benchLive } from "./live/live";
import { benchMemory } from "./memory";
import { benchNeighbours } from "./neighbours/neighbours";
import { benchOpen } from "./open";
import { engineAt } from "./support/docker";
import { benchThroughput } from "./throughput";

const parts = [
  "open",
  "memory",
  "echo",
  "throughput",
  "gateway",
  "gateway-streams",
  "gateway-memory",
  "live",
  "neighbours",
] as const;
type Part = (typeof parts)[number];

export interface Site {
  address: string;
  backendPid: number;
}

/** Runs `work` against an Escale that keeps `prepared` workstations ready, with other `settings`. */
async function withSite(
  prepared: number,
  settings: Readonly<Record<string, string>>,
  work: (site: Site) => Promise<void>,
): Promise<void> {
  Object.assign(process.env, { ESCALE_PREPARED: String(prepared), ...settings });
  const setup = newSetup(root, process.env);
  await runSteps(setup, wholePlan);
  const running = await startEscale(setup, () => {});
  try {
    const backendPid = running.programs.find(({ name }) => name === "backend")?.pid;
    if (!backendPid) throw new Error("the backend does not run");
    await work({ address: running.address, backendPid });
  } finally {
    await running.stop({ keepEngine: true });
  }
}

function chosen(args: readonly string[]): readonly Part[] {
  const unknown = args.filter((arg) => !parts.some((part) => part === arg));
  if (unknown.length > 0)
    throw new Error(`no such part: ${unknown.join(", ")} (there are: ${parts.join(", ")})`);
  return args.length > 0 ? parts.filter((part) => args.includes(part)) : parts;
}

async function main(): Promise<void> {
  const has = (part: Part) => chosenParts.includes(part);
  const chosenParts = chosen(process.argv.slice(2));
  for (const name of Object.keys(process.env))
    if (name.startsWith("ESCALE_") && name !== "ESCALE_DOCKER_HOST") delete process.env[name];
  Object.assign(process.env, {
    ESCALE_DATA: "/var/lib/escale-bench",
    ESCALE_PORT: "3999",
    ESCALE_LOG_LEVEL: "warn",
  });
  const { paths, settings } = newSetup(root, process.env);
  const engine = engineAt(paths.engineSocket);
  try {
    if (has("open")) {
      await withSite(0, {}, async (site) => {
        await buildDind(engine);
        await benchOpen.cold(site.address, engine);
      });
    }
    // what is measured is what each request costs, not how many of them a learner may ask for
    const unpaced = { ESCALE_WORKSPACE_PACE: "100000" };
    if (has("live"))
      await withSite(0, { ESCALE_GUESTS_PER_HOUR: "1000" }, ({ address }) => benchLive(address));
    if (chosenParts.some((part) => part !== "neighbours" && part !== "live"))
      await withSite(1, unpaced, async (site) => {
        if (has("open")) await benchOpen.prepared(site.address);
        if (has("memory")) {
          await buildDind(engine);
          await benchMemory(site.address, engine, site.backendPid);
        }
        if (has("echo")) await benchEcho(site.address, engine);
        if (has("throughput")) await benchThroughput(site.address, engine);
        if (has("gateway")) await benchGateway(paths.backendSocket, engine);
        if (has("gateway-streams")) await benchGatewayStreams(paths.backendSocket, engine);
        if (has("gateway-memory")) await benchGatewayMemory(engine);
      });
    if (has("neighbours"))
      await withSite(1, { ESCALE_WORKSPACE_PACE: String(settings.ESCALE_WORKSPACE_PACE) }, (site) =>
        benchNeighbours(site.address, engine, (id) => paths.workspace(id).dockerSocket),
      );
  } finally {
    if (!settings.ESCALE_DOCKER_HOST) await stopEngine(paths);
  }
  const { stdout } = await promisify(execFile)("uptime");
  process.stdout.write(`\n${stdout}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
