/**
 * What a learner feels while another one does their worst: `docker ps` through the virtual engine,
 * and the echo of a key from WebSocket to shell and back, quiet and during each abuse. The target is
 * one and a half times the quiet figure.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import type { Engine } from "../support/docker";
import { isPrompt, Learner, type TerminalClient } from "../support/learner";
import { elapsedMs, ms, percentile, ratio, row, title } from "../support/stats";
import { abuses } from "./abuses";
import { Attacker } from "./attacker";

const samples = 120;
/** below the rate that the gateway grants a learner (50 per second) */
const pauseMs = 30;
/** until the abuse is at its height */
const riseMs = 3_000;

interface Felt {
  ps: number[];
  echo: number[];
}

async function feel(socket: string, terminal: TerminalClient): Promise<Felt> {
  const dispatcher = new Agent({ connect: { socketPath: socket }, connections: 1 });
  const felt: Felt = { ps: [], echo: [] };
  for (let i = 0; i < samples; i++) {
    felt.ps.push(
      await elapsedMs(async () => {
        const { body } = await request("http://docker/v1.41/containers/json", { dispatcher });
        await body.text();
      }),
    );
    const before = terminal.received;
    felt.echo.push(
      await elapsedMs(() => {
        terminal.type(i % 60 === 59 ? "\n" : "x");
        return terminal.until((_, received) => received > before);
      }),
    );
    await sleep(pauseMs);
  }
  await dispatcher.close();
  return felt;
}

function show(name: string, felt: Felt, quiet: Felt): void {
  const cells = [felt.ps, felt.echo].flatMap((all, index) => {
    const reference = index === 0 ? quiet.ps : quiet.echo;
    return [50, 99].map((p) => {
      const value = percentile(all, p);
      return `${ms(value)} ${ratio(value, percentile(reference, p))}`;
    });
  });
  row(name, ...cells.map((cell) => cell.padStart(18)));
}

/** `socketOf`: the virtual engine's socket of a workspace. */
export async function benchNeighbours(
  site: string,
  engine: Engine,
  socketOf: (workspace: string) => string,
): Promise<void> {
  title("A neighbour, quiet and during abuses (ps p50, p99; echo p50, p99; each against quiet)");
  const victim = new Learner(site);
  const { id } = await victim.open();
  const terminal = await victim.terminal();
  await terminal.until(isPrompt);
  terminal.type("cat >/dev/null\n");
  await sleep(500);
  await feel(socketOf(id), terminal);
  const quiet = await feel(socketOf(id), terminal);
  show("quiet", quiet, quiet);
  for (const { name, begin } of abuses) {
    const learner = new Learner(site);
    const { id: workspace } = await learner.open();
    const attacker = new Attacker(engine, workspace, socketOf(workspace));
    try {
      await attacker.docker("pull", "-q", "busybox");
      await begin(attacker);
      await sleep(riseMs);
      show(name, await feel(socketOf(id), terminal), quiet);
    } finally {
      await attacker.stop();
      await learner.remove();
    }
    await sleep(1_000);
  }
  show("quiet again", await feel(socketOf(id), terminal), quiet);
  terminal.close();
  await victim.remove();
}
