/**
 * `npm test`: lint and types, unit tests, tests on a real engine, and Chromium against a whole
 * running Escale: the same set-up and supervisor as `npm start`, on a data folder of its own.
 * The engine and its images are kept for the next run; on CI the engine is stopped.
 *
 *   npm test -- static|unit|engine|e2e    runs those parts only
 */
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { stopEngine } from "../setup/engine/dedicated";
import { engineLane, ground, siteLane } from "../setup/plan";
import { newSetup } from "../setup/prepare";
import { type Plan, runSteps } from "../setup/run-steps";
import type { Setup } from "../setup/setup";
import { databaseClient } from "../setup/site/client";
import { type Running, startEscale } from "../supervisor/supervisor";
import { explain, OperatorError } from "../system/operator-error";
import { ensureChromium } from "./chromium";
import { forgetAccounts, forgetWorkspaces } from "./clean";
import { type Counts, readCounts, sum, summary } from "./counts";
import { ensureDockerCli } from "./docker-cli";
import { freePort } from "./free-port";
import { interrupt, type Outcome, show, stage } from "./stage";

const parts = ["static", "unit", "engine", "e2e"] as const;
type Part = (typeof parts)[number];

const modules = join(root, "node_modules");
const biome = join(modules, "@biomejs/biome/bin/biome");
const tsc = join(modules, "typescript/bin/tsc");
const vitest = join(modules, "vitest/vitest.mjs");
const playwright = join(modules, "@playwright/test/cli.js");

function chosen(args: readonly string[]): readonly Part[] {
  const found = parts.filter((part) => args.includes(part));
  const unknown = args.filter((arg) => !parts.some((part) => part === arg));
  if (unknown.length > 0) {
    throw new OperatorError(
      `no such part: ${unknown.join(", ")}`,
      `there are: ${parts.join(", ")}`,
    );
  }
  return found.length > 0 ? found : parts;
}

/** Settings of the operator's own instance must not reach the tests; the engine to use may. */
async function testEnvironment(): Promise<NodeJS.ProcessEnv> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("ESCALE_") && name !== "DATABASE_URL" && name !== "DOCKER_HOST",
  );
  const data =
    process.getuid?.() === 0 ? "/var/lib/escale-test" : join(homedir(), ".local/share/escale-test");
  const engine = process.env.ESCALE_DOCKER_HOST;
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: process.env.NODE_ENV ?? "test",
    ESCALE_DATA: process.env.ESCALE_TEST_DATA ?? data,
    ESCALE_PORT: String(await freePort()),
    ESCALE_DISK_RESERVE: "512m",
    ESCALE_LOG_LEVEL: "debug",
    ...(engine ? { ESCALE_DOCKER_HOST: engine } : {}),
  };
}

/** The report's counts; a program that failed without a report, or without a failed test, is one failure. */
async function counted(status: number, report: string): Promise<Outcome> {
  const counts: Counts = (await readCounts(report)) ?? { passed: 0, failed: 0 };
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** On one machine more would only measure each other. */
const twoAtOnce = `--workers=${Math.min(2, availableParallelism())}`;

const passes = (status: number): Outcome => ({ passed: 0, failed: status === 0 ? 0 : 1 });

/** Runs the chosen parts; `site` is told of the running Escale so that an interrupt can stop it. */
async function runParts(
  chosenParts: readonly Part[],
  reports: string,
  site: (running: Running | null) => void,
): Promise<Outcome[]> {
  const has = (part: Part) => chosenParts.includes(part);
  const env = await testEnvironment();
  // set-up and supervisor read the environment of their process, as under npm start
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  const setup: Setup = newSetup(root, env);
  const engineEnv = { ...env, ESCALE_DOCKER_HOST: `unix://${setup.paths.engineSocket}` };
  const outcomes: Outcome[] = [];
  const add = async (title: string, work: () => Promise<Outcome>) => {
    outcomes.push(await stage(title, work));
  };
  const vitestRun = (project: string, environment: NodeJS.ProcessEnv) => async () => {
    const report = join(reports, `${project}.json`);
    const args = ["run", "--project", project, "--reporter=default", "--reporter=json"];
    const options = { cwd: root, env: environment };
    return counted(await show(vitest, [...args, `--outputFile=${report}`], options), report);
  };

  await runSteps(setup, [databaseClient]);
  if (has("static")) {
    await add("lint (biome)", async () =>
      passes(await show(biome, ["check", "."], { cwd: root, env })),
    );
    await add("types (tsc)", async () => passes(await show(tsc, ["--noEmit"], { cwd: root, env })));
  }
  if (has("unit")) await add("unit tests", vitestRun("unit", env));
  if (!has("engine") && !has("e2e")) return outcomes;

  // as under npm start: images are made by one processor, the site is built by the other
  const engineAndSite: Plan = has("e2e")
    ? [{ title: "Engine and site", lanes: [engineLane, siteLane] }]
    : engineLane;
  await runSteps(setup, ground);
  // an engine of the developer's own may hold workspaces that are not the tests'
  const dedicated = !setup.settings.ESCALE_DOCKER_HOST;
  if (dedicated) await forgetAccounts(setup.paths);
  await runSteps(setup, engineAndSite);
  const docker = setup.engine;
  if (!docker) {
    const problems = setup.problems.map(({ what, remedy }) => `${what} (${remedy})`).join("\n");
    throw new OperatorError(`tests need an engine\n${problems}`, "npm run -s admin -- doctor");
  }
  if (dedicated) await forgetWorkspaces(docker, setup.paths);
  if (has("engine")) {
    await ensureDockerCli();
    await add("tests on the engine", vitestRun("engine", engineEnv));
  }
  if (has("e2e")) {
    await add("site in Chromium (Playwright)", async () => {
      await ensureChromium(root);
      const running = await startEscale(setup, () => {});
      site(running);
      try {
        const browse = async (name: string, ...args: string[]) => {
          const report = join(reports, `${name}.json`);
          const e2eEnv = {
            ...engineEnv,
            ESCALE_TEST_URL: running.address,
            ESCALE_TEST_DATA: setup.paths.data,
            ESCALE_TEST_REPORT: report,
          };
          // each run empties its folder of traces first
          const output = `--output=test-results/${name}`;
          const status = await show(playwright, ["test", output, ...args], {
            cwd: root,
            env: e2eEnv,
          });
          return counted(status, report);
        };
        const together = await browse(
          "together",
          "--project=desktop",
          "--project=phone",
          twoAtOnce,
        );
        const outcome = sum([together, await browse("alone", "--project=alone")]);
        if (outcome.failed > 0) console.log(`The programs' logs are in ${setup.paths.logs}`);
        return outcome;
      } finally {
        await running.stop({ keepEngine: true });
        site(null);
        // what failed tests left would keep taking memory until the next run
        if (dedicated) {
          await forgetWorkspaces(docker, setup.paths);
          await forgetAccounts(setup.paths);
        }
      }
    });
  }
  if (process.env.CI && dedicated) await stopEngine(setup.paths);
  return outcomes;
}

async function main(): Promise<void> {
  const chosenParts = chosen(process.argv.slice(2));
  const reports = await mkdtemp(join(tmpdir(), "escale-test-"));
  let running: Running | null = null;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      interrupt();
      (running?.stop({ keepEngine: true }) ?? Promise.resolve()).finally(() => process.exit(130));
    });
  }
  try {
    const outcomes = await runParts(chosenParts, reports, (now) => {
      running = now;
    });
    console.log(`\n${summary(outcomes)}`);
    if (outcomes.some(({ failed }) => failed > 0)) process.exitCode = 1;
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(explain(error));
  console.log("\n0 passed, 1 failed");
  process.exitCode = 1;
});
