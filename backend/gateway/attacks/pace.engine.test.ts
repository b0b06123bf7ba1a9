/** Work for the engine in a loop: it goes on at the workspace's pace, and is nobody else's wait. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, type TestTenant } from "../testing";

/** a quarter of what a workspace is granted, so that the loops may be short */
const granted = { workPerSecond: 4, workBurst: 20 };

let bench: Bench;
let a: TestTenant;
let b: TestTenant;

beforeAll(async () => {
  bench = await openBench(granted);
  ({ a, b } = bench);
  await a.ok("run", "-d", "--name", "box", "busybox", "sleep", "3600");
  await b.ok("run", "-d", "--name", "box", "busybox", "sleep", "3600");
});
afterAll(() => bench.close());

const exec = (tenant: TestTenant) => tenant.ok("exec", "box", "echo", "done");

test("execs in a loop: as fast as the engine for a while, then at the pace; the other waits for nothing", async () => {
  // whatever the machine's speed, a loop of ten seconds gets the burst and the pace at most
  const end = Date.now() + 10_000;
  let made = 0;
  const loop = async () => {
    while (Date.now() < end) {
      await exec(a);
      made += 1;
    }
  };
  const loops = Promise.all([loop(), loop(), loop(), loop()]);
  const others: number[] = [];
  while (Date.now() < end) {
    const begun = Date.now();
    await exec(b);
    others.push(Date.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await loops;
  // 20 at once, 4 a second, and the four that were waiting at the end
  expect(made).toBeLessThanOrEqual(20 + 40 + 5);
  expect(made).toBeGreaterThan(20);
  // at most ten of the other's, within the burst: none of them waited for its turn
  expect(others.length).toBeLessThanOrEqual(10);
}, 60_000);

test("too many at once are refused in French, those before them get through in time", async () => {
  const slow = await openBench({ workPerSecond: 1, workBurst: 20 });
  try {
    // 3 + 2 points
    await slow.a.ok("run", "-d", "--name", "box", "busybox", "sleep", "3600");
    const begun = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        slow.a.http("POST", "/v1.41/containers/box/kill?signal=CONT"),
      ),
    );
    const refused = answers.filter(({ status }) => status === 429);
    const served = answers.filter(({ status }) => status === 204);
    expect(served.length + refused.length).toBe(60);
    // 15 at once, and those that wait 20 s at most
    expect(served.length).toBeGreaterThanOrEqual(30);
    expect(served.length).toBeLessThanOrEqual(45);
    expect(Date.now() - begun).toBeGreaterThan(10_000);
    expect(refused[0]?.message).toMatch(/^Trop de commandes à la fois : .* encore pour \d+ s/);
    expect(await slow.b.ok("run", "--rm", "busybox", "echo", "neighbour")).toBe("neighbour");
    expect(await slow.a.ok("inspect", "-f", "{{.State.Running}}", "box")).toBe("true");
  } finally {
    await slow.close();
  }
}, 120_000);
