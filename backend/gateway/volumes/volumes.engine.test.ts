/** `docker volume` and `-v name:/path` through the gateway, as the course types them. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Bench, background, onEngine, openBench, type TestTenant, until } from "../testing";

let bench: Bench;
let a: TestTenant;
let b: TestTenant;

beforeAll(async () => {
  bench = await openBench({ volumes: 6 });
  ({ a, b } = bench);
});
afterAll(() => bench.close());
afterEach(async () => {
  for (const tenant of [a, b]) {
    const ids = (await tenant.ok("ps", "-aq")).split("\n");
    const mine = ids.filter((id) => id !== "" && !bench.victim.id.startsWith(id));
    if (mine.length > 0) await tenant.ok("rm", "-f", "-v", ...mine);
    await tenant.ok("volume", "prune", "-f");
  }
});

const sh = (tenant: TestTenant, volume: string, script: string, ...more: string[]) =>
  tenant.ok("run", "--rm", "-v", volume, ...more, "busybox", "sh", "-c", script);
const names = async (tenant: TestTenant) =>
  (await tenant.ok("volume", "ls", "-q")).split("\n").filter((name) => name !== "");

test("create, ls, inspect, rm: an ordinary engine's answers, and two learners' `data` apart", async () => {
  expect(await a.ok("volume", "create", "--label", "cours=1", "data")).toBe("data");
  expect(await b.ok("volume", "create", "data")).toBe("data");
  await sh(a, "data:/d", "echo a > /d/x");
  await sh(b, "data:/d", "echo b > /d/x");
  expect(await sh(a, "data:/d:ro", "cat /d/x")).toBe("a");
  expect(await sh(b, "data:/d:ro", "cat /d/x")).toBe("b");
  expect(JSON.parse(await a.ok("volume", "inspect", "data"))).toEqual([
    {
      CreatedAt: expect.stringMatching(/^20/),
      Driver: "local",
      Labels: { cours: "1" },
      Mountpoint: "/var/lib/docker/volumes/data/_data",
      Name: "data",
      Options: null,
      Scope: "local",
    },
  ]);
  expect(await a.ok("volume", "ls", "--format", "{{.Driver}} {{.Name}}")).toBe("local data");
  expect(await a.ok("inspect", "--format", "{{.Name}}", "data")).toBe("data");
  expect(await a.ok("volume", "ls", "-q", "--filter", "label=cours=1")).toBe("data");
  expect(await a.ok("volume", "ls", "-q", "--filter", "name=other")).toBe("");
  expect(await a.ok("volume", "rm", "data")).toBe("data");
  expect(await names(a)).toEqual([]);
  expect(await sh(b, "data:/d", "cat /d/x")).toBe("b");
});

test("a volume that -v or --mount names is made, keeps its files, and is one's own", async () => {
  await sh(a, "fresh:/d", "echo kept > /d/x");
  expect(await names(a)).toEqual(["fresh"]);
  expect(
    await onEngine("volume", "inspect", `${a.workspace}.fresh`, "--format", "{{json .Labels}}"),
  ).toBe(`{"escale.workspace":"${a.workspace}"}`);
  const mount = "type=volume,source=fresh,target=/d,readonly";
  expect(await a.ok("run", "--rm", "--mount", mount, "busybox", "cat", "/d/x")).toBe("kept");
  const write = ["run", "--rm", "--mount", mount, "busybox", "touch", "/d/y"];
  expect((await a.docker(write)).err).toContain("Read-only file system");
  expect((await a.docker(["run", "-v", "no/pe:/d", "busybox"])).err).toContain(
    "includes invalid characters for a local volume name",
  );
  expect((await a.docker(["run", "-v", "x:/", "busybox"])).code).not.toBe(0);
});

test("inspect, ps and df show volumes by their own names", async () => {
  await a.ok("run", "-d", "--name", "web", "-v", "data:/d:ro", "busybox", "sleep", "60");
  expect(JSON.parse(await a.ok("inspect", "--format", "{{json .Mounts}}", "web"))).toEqual([
    {
      Type: "volume",
      Name: "data",
      Source: "/var/lib/docker/volumes/data/_data",
      Destination: "/d",
      Driver: "local",
      Mode: "",
      RW: false,
      Propagation: "",
    },
  ]);
  expect(await a.ok("inspect", "--format", "{{json .HostConfig.Binds}}", "web")).toBe(
    '["data:/d:ro"]',
  );
  expect(await a.ok("ps", "--format", "{{.Names}} {{.Mounts}}")).toBe("web data");
  expect(await a.ok("ps", "-q", "--filter", "volume=data")).not.toBe("");
  expect(await a.ok("ps", "-q", "--filter", "volume=other")).toBe("");
  const df = await a.ok("system", "df", "-v");
  expect(df).toMatch(/data +1 +/);
  expect(df).not.toContain(a.workspace);
  const used = await a.docker(["volume", "rm", "data"]);
  expect(used.err).toMatch(/remove data: volume is in use - \[[0-9a-f]{64}\]/);
  expect(await a.ok("volume", "ls", "-q", "--filter", "dangling=true")).toBe("");
});

test("anonymous volumes are seen, and go with `rm -v` and `--rm` but not with `rm`", async () => {
  await a.ok("run", "--name", "one", "-v", "/data", "busybox", "touch", "/data/x");
  const [first = ""] = await names(a);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  await a.ok("rm", "one");
  expect(await names(a)).toEqual([first]);
  expect(await sh(a, `${first}:/d`, "ls /d")).toBe("x");
  await a.ok("run", "--name", "two", "-v", "/data", "busybox", "true");
  await a.ok("rm", "-v", "two");
  await a.ok("run", "--rm", "-v", "/data", "busybox", "true");
  await until(async () => (await names(a)).length === 1);
  expect(await a.ok("volume", "prune", "-f")).toContain(first);
  expect(await names(a)).toEqual([]);
});

test("an image's VOLUME makes an own volume, and a named one takes its place", async () => {
  const from = await a.ok("create", "-v", "/data", "busybox");
  await a.ok("commit", from, "with-volume");
  await a.ok("rm", "-v", from);
  const format = "{{json .Config.Volumes}}";
  expect(await a.ok("inspect", "--format", format, "with-volume")).toBe('{"/data":{}}');
  await a.ok("create", "--name", "one", "with-volume");
  expect(await names(a)).toHaveLength(1);
  await a.ok("create", "--name", "two", "-v", "named:/data", "with-volume");
  expect((await names(a)).at(-1)).toBe("named");
  expect(await names(a)).toHaveLength(2);
  await a.ok("rm", "-v", "one", "two");
  expect(await names(a)).toEqual(["named"]);
  await a.ok("rmi", "with-volume");
});

test("--volumes-from: an own container's, read-only where it says so", async () => {
  await a.ok("run", "--name", "source", "-v", "data:/d", "-v", "/anon", "busybox", "touch", "/d/x");
  const run = (...args: string[]) => a.docker(["run", "--rm", ...args]);
  expect((await run("--volumes-from", "source", "busybox", "ls", "/d", "/anon")).out).toContain(
    "x",
  );
  const readOnly = await run("--volumes-from", "source:ro", "busybox", "touch", "/d/y");
  expect(readOnly.err).toContain("Read-only");
  expect(await names(a)).toHaveLength(2);
  expect((await run("--volumes-from", "web", "busybox", "true")).err).toContain(
    "No such container: web",
  );
});

test("--mount type=tmpfs, as large as it says", async () => {
  const mount = "type=tmpfs,target=/t,tmpfs-size=1m,tmpfs-mode=1770";
  const out = await a.ok(
    "run",
    "--rm",
    "--mount",
    mount,
    "busybox",
    "sh",
    "-c",
    "df -k /t; stat -c %a /t",
  );
  expect(out).toMatch(/tmpfs +1024 /);
  expect(out).toMatch(/1770$/);
});

test("events tell of one's own volumes only", async () => {
  const mine = background(
    a,
    "events",
    "--filter",
    "type=volume",
    "--format",
    "{{.Action}} {{.Actor.ID}}",
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  await b.ok("volume", "create", "secret");
  await sh(b, "/anon", "true");
  await sh(a, "data:/d", "true");
  await a.ok("volume", "rm", "data");
  await until(() => mine.output().includes("destroy data"));
  const said = await mine.stop();
  expect(said.trim().split("\n")).toEqual([
    "create data",
    "mount data",
    "unmount data",
    "destroy data",
  ]);
});

test("what is over the quota is refused with the figure, anonymous ones counted", async () => {
  for (const name of ["v1", "v2", "v3", "v4", "v5"]) await a.ok("volume", "create", name);
  const two = await a.docker(["create", "-v", "v6:/6", "-v", "/7", "busybox"]);
  expect(two.err).toContain("6 volumes");
  expect(await names(a)).toHaveLength(5);
  await a.ok("create", "-v", "v1:/1", "-v", "v6:/6", "busybox");
  expect((await a.docker(["volume", "create", "v7"])).err).toContain("6 volumes");
  expect(await a.ok("volume", "create", "v1")).toBe("v1");
});
