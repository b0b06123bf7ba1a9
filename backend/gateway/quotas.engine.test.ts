/** Quotas at admission: the figure is said, and many requests at once do not pass it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, onEngine, openBench, type TestTenant, until } from "./testing";

const MiB = 1024 ** 2;
let bench: Bench;
let a: TestTenant;

beforeAll(async () => {
  bench = await openBench({
    containers: 4,
    images: 3,
    execs: 5,
    memory: 96 * MiB,
    containerMemory: 32 * MiB,
  });
  a = bench.a;
});
afterAll(() => bench.close());

test("containers: twenty creations at once make four", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      a.http("POST", `/containers/create?name=c${index}`, {
        Image: "busybox",
        Cmd: ["sleep", "60"],
      }),
    ),
  );
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(4);
  const refused = answers.find((answer) => answer.status !== 201);
  expect(refused).toMatchObject({ status: 409 });
  expect(refused?.message).toContain("déjà 4 conteneurs");
  expect(
    (await onEngine("ps", "-aq", "--filter", `label=escale.workspace=${a.workspace}`)).split("\n"),
  ).toHaveLength(4);
});

test("memory: four starts at once run three", async () => {
  const ids = (await a.ok("ps", "-aq")).split("\n");
  const answers = await Promise.all(ids.map((id) => a.http("POST", `/containers/${id}/start`)));
  expect(answers.filter((answer) => answer.status === 204)).toHaveLength(3);
  expect(answers.find((answer) => answer.status === 409)?.message).toContain("96 Mio sur 96 Mio");
  await a.ok("rm", "-f", ...ids);
});

test("image names are counted, tags and commits at once included", async () => {
  const id = await a.ok("create", "busybox");
  const answers = await Promise.all([
    ...Array.from({ length: 5 }, (_, index) =>
      a.http("POST", `/images/busybox/tag?repo=t${index}`),
    ),
    ...Array.from({ length: 5 }, () => a.http("POST", `/commit?container=${id}`)),
  ]);
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(2);
  expect(answers.find((answer) => answer.status === 409)?.message).toContain("3 noms");
});

test("execs: made and never started they count too, and the container’s restart clears them", async () => {
  const id = await a.ok("run", "-d", "busybox", "sleep", "600");
  const make = () => a.http("POST", `/containers/${id}/exec`, { Cmd: ["sleep", "60"] });
  const answers = await Promise.all(Array.from({ length: 8 }, make));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(5);
  const refused = await a.docker(["exec", id, "true"]);
  expect(refused.err).toContain("Trop de « docker exec » à la fois");
  expect(refused.err).toContain("en permet 5");
  // known to the engine alone, after a start of the backend
  await bench.relisten(a);
  expect((await make()).status).toBe(409);
  await a.ok("restart", "-t", "0", id);
  await until(async () => (await a.docker(["exec", id, "true"])).code === 0);
  await a.ok("rm", "-f", id);
});
