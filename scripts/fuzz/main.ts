/**
 * `npm run fuzz`: rounds of generated requests against a gateway on a real engine, until the time
 * is over (backend/gateway/fuzz/fuzz.ts says what must hold). The same set-up as
 * `npm test`, on the same data folder; ESCALE_DOCKER_HOST names another engine.
 *
 *   --minutes 10    for how long
 *   --seed 1        of the first round; each one after it takes the next number
 *   --path 12:3     with --seed: one counterexample again, as a failure has printed it
 *   --workspace     the attacker has learnt the other's workspace ID
 */
import { parseArgs } from "node:util";
import { fuzzRound, type RoundReport, roundRuns } from "@/backend/gateway/fuzz/fuzz";
import { openScene } from "@/backend/gateway/fuzz/scene";
import { routes } from "@/backend/gateway/routes";
import { root } from "../bootstrap.mjs";
import { engineLane, ground } from "../setup/plan";
import { newSetup } from "../setup/prepare";
import { runSteps } from "../setup/run-steps";
import { explain, OperatorError } from "../system/operator-error";
import { ensureDockerCli } from "../test/docker-cli";

function readFlags() {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "10" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
      path: { type: "string" },
      workspace: { type: "boolean", default: false },
    },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!(minutes > 0) || !Number.isSafeInteger(seed))
    throw new OperatorError("--minutes and --seed are numbers", "npm run fuzz -- --minutes 10");
  return { minutes, seed, path: values.path, workspace: values.workspace };
}

/** The engine that ESCALE_DOCKER_HOST names, or the tests' own, set up if need be. */
async function prepareEngine(): Promise<void> {
  const engine = process.env.ESCALE_DOCKER_HOST;
  for (const name of Object.keys(process.env))
    if (name.startsWith("ESCALE_")) delete process.env[name];
  const setup = newSetup(root, {
    ...process.env,
    ESCALE_DATA: "/var/lib/escale-test",
    ESCALE_DISK_RESERVE: "512m",
    ...(engine && { ESCALE_DOCKER_HOST: engine }),
  });
  await runSteps(setup, [...ground, ...engineLane]);
  if (!setup.engine)
    throw new OperatorError("the fuzzer needs an engine", "npm run -s admin -- doctor");
  await ensureDockerCli();
  process.env.ESCALE_DOCKER_HOST = `unix://${setup.paths.engineSocket}`;
}

function describe({ requests, statuses }: RoundReport): string {
  const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status}×${n}`);
  return `${requests} requests, ${counts.join(" ")}`;
}

async function main(): Promise<void> {
  const { minutes, seed, path, workspace } = readFlags();
  await prepareEngine();
  const end = Date.now() + minutes * 60_000;
  const reached = new Set<string>();
  let failures = 0;
  // a gateway that throws where nobody catches would end the backend
  process.on("uncaughtException", (error) => {
    failures += 1;
    console.error(`The gateway would have ended the backend: ${error.stack}`);
  });
  const scene = await openScene({ sayWorkspace: workspace });
  try {
    for (let round = seed; Date.now() < end; round += 1) {
      console.log(`seed ${round}…`);
      const report = await fuzzRound(scene, {
        seed: round,
        runs: roundRuns,
        milliseconds: end - Date.now(),
        ...(path !== undefined && { path }),
      });
      for (const route of report.reached) reached.add(route);
      console.log(
        `seed ${round}: ${describe(report)}; rows reached: ${reached.size}/${routes.length}`,
      );
      if (report.failure !== "") {
        console.error(report.failure);
        console.error(`again: npm run fuzz -- --seed ${round} --path <path above>`);
        failures += 1;
      }
      if (path !== undefined) return;
    }
    const missed = routes
      .map(({ method, path: row }) => `${method} ${row}`)
      .filter((row) => !reached.has(row));
    if (missed.length > 0) console.log(`Never answered 2xx: ${missed.join(", ")}`);
    console.log(failures === 0 ? "Nothing found." : `Found: ${failures}.`);
    if (failures > 0) process.exitCode = 1;
  } finally {
    await scene.close();
  }
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
