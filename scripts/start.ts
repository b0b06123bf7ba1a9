/** `npm start`: sets everything up, then runs it until it is told to stop. */
import { Accounts } from "./admin/accounts";
import { root } from "./bootstrap.mjs";
import { runningEngine, stopEngine } from "./setup/engine/dedicated";
import { wholePlan } from "./setup/plan";
import { newSetup } from "./setup/prepare";
import { runSteps } from "./setup/run-steps";
import type { Setup } from "./setup/setup";
import { onStop } from "./supervisor/on-stop";
import { type Running, startEscale } from "./supervisor/supervisor";
import { explain } from "./system/operator-error";

const say = (line: string) => console.log(line);

function report({ problems }: Setup): void {
  for (const { what, remedy } of problems) say(`\n! ${what}\n  → ${remedy}`);
}

/** Without an admin nobody can make trainers: how to make the first one. */
async function tellOfFirstAdmin({ paths }: Setup): Promise<void> {
  const admins = await new Accounts(paths.operatorSocket).list("admin").catch(explain);
  if (typeof admins === "string") say(`\n! the accounts cannot be read: ${admins}`);
  else if (admins.length === 0) {
    say("\nNobody administers this site yet. To make the first account that does:");
    say("  npm run -s admin -- user create --email you@example.org --role admin");
  }
}

async function main(): Promise<void> {
  const dev = process.argv.includes("--dev");
  const setup = newSetup(root, process.env, { dev });
  const ownEngine = !setup.settings.ESCALE_DOCKER_HOST;
  // one that runs already is somebody else's to stop, until we supervise it
  const engineBefore = await runningEngine(setup.paths);
  const abandon = async () => {
    if (ownEngine && !engineBefore) await stopEngine(setup.paths);
  };
  let running: Running | null = null;
  onStop(
    async () => {
      say("\nStopping (once more to force)…");
      await (running ? running.stop() : abandon());
      say("Stopped. Learners’ containers are left as they are.");
    },
    async () => {
      await running?.kill();
    },
  );
  try {
    await runSteps(setup, wholePlan);
    running = await startEscale(setup, say);
  } catch (error) {
    await abandon();
    throw error;
  }
  report(setup);
  await tellOfFirstAdmin(setup);
  say(`\nEscale is at ${running.address}   (Ctrl-C stops it)\n`);
}

// a reader of our output that goes away (npm start | head) is no reason to end
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main().catch((error: unknown) => {
  console.error(`\nEscale did not start: ${explain(error)}`);
  process.exit(1);
});
