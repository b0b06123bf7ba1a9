/** Filters of the lists: each that the API's reference of 1.41 names is understood. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, type TestTenant } from "./testing";

let bench: Bench;
let a: TestTenant;

beforeAll(async () => {
  bench = await openBench({ images: 20 });
  a = bench.a;
});
afterAll(() => bench.close());

const filtered = (path: string, filter: Record<string, string[]>) =>
  a.http("GET", `${path}filters=${encodeURIComponent(JSON.stringify(filter))}`);

const documented: Record<string, Record<string, string>> = {
  "/containers/json?": {
    ancestor: "busybox",
    exited: "0",
    expose: "80/tcp",
    health: "none",
    id: "abc",
    isolation: "default",
    "is-task": "false",
    label: "a=b",
    name: "x",
    network: "bridge",
    publish: "8080",
    status: "running",
    volume: "v",
  },
  "/images/json?": { dangling: "true", label: "a", reference: "busybox*" },
  "/volumes?": { dangling: "true", driver: "local", label: "a", name: "x" },
  "/networks?": {
    dangling: "true",
    driver: "bridge",
    id: "abc",
    label: "a",
    name: "x",
    scope: "local",
    type: "custom",
  },
  "/events?since=1&until=2&": {
    config: "x",
    container: "x",
    daemon: "x",
    event: "start",
    image: "x",
    label: "a",
    network: "x",
    node: "x",
    plugin: "x",
    scope: "local",
    secret: "x",
    service: "x",
    type: "container",
    volume: "x",
  },
};
test.each(Object.entries(documented))("%s knows each filter", async (path, filters) => {
  for (const [key, value] of Object.entries(filters))
    expect((await filtered(path, { [key]: [value] })).status, key).toBe(200);
});

test("before and since name an own object, or nothing there is", async () => {
  for (const key of ["before", "since"])
    for (const [path, name] of [
      ["/containers/json?", "absent"],
      ["/images/json?", "absent:1"],
    ] as const)
      expect((await filtered(path, { [key]: [name] })).status, path + key).toBe(404);
  expect((await filtered("/images/json?", { since: ["busybox"] })).status).toBe(200);
});

test("values that cannot be read are refused, in the engine's words", async () => {
  for (const [path, key, value, says] of [
    ["/containers/json?", "expose", "web", "Invalid containerPort: web"],
    ["/containers/json?", "expose", "90-80", "Invalid containerPort: 90-80"],
    ["/containers/json?", "is-task", "peut-être", "invalid filter 'is-task=[peut-être]'"],
    ["/images/json?", "dangling", "oui", "invalid filter 'dangling=[oui]'"],
    ["/volumes?", "dangling", "oui", "invalid filter 'dangling=[oui]'"],
    ["/networks?", "dangling", "oui", "invalid filter 'dangling=[oui]'"],
    ["/networks?", "type", "autre", "invalid filter: 'type'='autre'"],
  ] as const) {
    const answer = await filtered(path, { [key]: [value] });
    expect([answer.status, answer.message], path + key).toEqual([400, says]);
  }
});

const names = async (...filters: string[]) => {
  const args = filters.flatMap((filter) => ["--filter", filter]);
  return (await a.ok("ps", "-a", "--format", "{{.Names}}", ...args)).split("\n").sort().join(" ");
};

test("expose: what the image or --expose says, by number, range and protocol", async () => {
  // an engine knows it of what runs
  const busy = ["busybox", "sleep", "3600"];
  await a.ok("run", "-d", "--name", "un", "--expose", "8080", ...busy);
  await a.ok("run", "-d", "--name", "deux", "--expose", "9000-9002/udp", ...busy);
  expect(await names("expose=8080")).toBe("un");
  expect(await names("expose=8080/tcp")).toBe("un");
  expect(await names("expose=8000-8100")).toBe("un");
  expect(await names("expose=9001/udp")).toBe("deux");
  expect(await names("expose=9001")).toBe("");
  expect(await names("expose=8080", "expose=9000/udp")).toBe("deux un");
  expect(await names("is-task=true")).toBe("");
  expect(await names("is-task=false")).toBe("deux un");
  expect(await names("isolation=hyperv")).toBe("");
});

test("ancestor: the image itself and what was made from it", async () => {
  await a.ok("commit", "un", "fils");
  await a.ok("create", "--name", "trois", "fils");
  expect(await names("ancestor=busybox")).toBe("deux trois un");
  expect(await names("ancestor=fils")).toBe("trois");
  expect(await names("ancestor=absent")).toBe("");
  // the catalogue's own name, and B's containers from the very same image
  expect(await names("ancestor=escale/catalogue/busybox")).toBe("");
  expect(await names("ancestor=busybox")).not.toContain(bench.victim.name);
});

test("system prune hands its filters on, and the build cache keeps what they do not name", async () => {
  expect((await a.docker(["system", "prune", "-f", "--filter", "until=24h"])).err).toBe("");
  expect((await a.docker(["system", "prune", "-f", "--filter", "label=a=b"])).err).toBe("");
  expect(await names()).toBe("deux trois un");
  const bad = await a.docker(["builder", "prune", "-f", "--filter", "type=exec.cachemount"]);
  expect(bad.err).toContain("until, label, label!");
});
