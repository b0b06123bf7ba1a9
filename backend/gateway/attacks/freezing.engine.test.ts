/**
 * Attempt 59: a container that is paused while an exec in it begins. The engine alone keeps such a
 * container for ever: nothing pauses, stops, inspects or removes it any more, and its workspace stays.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, onEngine, openBench, type TestTenant } from "../testing";

let bench: Bench;
let a: TestTenant;
let id: string;

beforeAll(async () => {
  bench = await openBench({ execs: 80 });
  a = bench.a;
  id = await a.ok("run", "-d", "--name", "race", "busybox", "sleep", "1d");
});
afterAll(() => bench.close());

const turns = 12;
/** A pause falls into each part of an exec's beginning. */
const delayMs = (turn: number) => 25 * turn;

async function neighbourUnharmed(): Promise<void> {
  const format = "{{.State.Running}} {{.RestartCount}}";
  expect(await onEngine("inspect", "-f", format, bench.victim.id)).toBe("true 0");
  expect(await bench.b.ok("exec", bench.victim.name, "echo", "here")).toBe("here");
}

test("paused and committed again and again while execs begin, it answers, and each exec ends", async () => {
  for (let turn = 0; turn < turns; turn++) {
    const execs = [1, 2, 3].map(() => a.docker(["exec", "race", "echo", "ran"]));
    await sleep(delayMs(turn));
    if (turn % 4 === 0) await a.ok("commit", "race", "copy");
    else {
      await a.ok("pause", "race");
      await a.ok("unpause", "race");
    }
    for (const { out, err, code } of await Promise.all(execs))
      expect(code === 0 ? out : `${out}${err}`).toMatch(/^ran$|paused|409/m);
  }
  expect(await a.ok("inspect", "-f", "{{.State.Paused}} {{.State.Running}}", "race")).toBe(
    "false true",
  );
  await neighbourUnharmed();
}, 120_000);

test("frozen by a pause that came past the gateway, as a health probe begins past it: freed", async () => {
  for (let turn = 0; turn < turns; turn++) {
    const execs = [1, 2, 3].map(() =>
      onEngine("exec", id, "true").catch((error: Error) => error.message),
    );
    await sleep(delayMs(turn));
    await onEngine("pause", id).catch(() => undefined);
    await a.ok("unpause", "race");
    await Promise.all(execs);
  }
  await a.ok("rm", "-f", "race");
  expect(await a.ok("ps", "-aq")).toBe("");
  await neighbourUnharmed();
}, 180_000);
