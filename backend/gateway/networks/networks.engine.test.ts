/** Networks with the real CLI: what a course does with them, and what an ordinary engine shows. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Bench, openBench, type TestTenant } from "../testing";

let bench: Bench;
let a: TestTenant;
const sleep = ["busybox", "sleep", "3600"];
const names = (text: string) => text.split("\n").sort();

beforeAll(async () => {
  bench = await openBench({ containers: 20, memory: 1024 ** 3 });
  a = bench.a;
});
afterAll(() => bench.close());

test("a new learner has bridge and none, like an engine that was just installed", async () => {
  expect(
    names(await a.ok("network", "ls", "--format", "{{.Name}} {{.Driver}} {{.Scope}}")),
  ).toEqual(["bridge bridge local", "none null local"]);
  expect((await a.docker(["network", "rm", "bridge"])).err).toContain(
    "bridge is a pre-defined network and cannot be removed",
  );
  expect((await a.docker(["network", "create", "bridge"])).code).not.toBe(0);
});

test("create, inspect, run, connect, disconnect, rm, in the CLI's and the engine's words", async () => {
  const id = await a.ok("network", "create", "--label", "cours=réseau", "front");
  expect(id).toMatch(/^[0-9a-f]{64}$/);
  expect((await a.docker(["network", "create", "front"])).err).toContain(
    "network with name front already exists",
  );
  await a.ok(
    "run",
    "-d",
    "--name",
    "srv",
    "--network",
    "front",
    "--network-alias",
    "api",
    ...sleep,
  );
  const [network] = z
    .array(
      z.object({
        Name: z.string(),
        Driver: z.string(),
        Options: z.object({}).strict(),
        Labels: z.record(z.string(), z.string()),
        IPAM: z.object({ Config: z.array(z.object({ Subnet: z.string(), Gateway: z.string() })) }),
        Containers: z.record(z.string(), z.object({ Name: z.string(), IPv4Address: z.string() })),
      }),
    )
    .parse(JSON.parse(await a.ok("network", "inspect", "front")));
  expect(network).toMatchObject({ Name: "front", Driver: "bridge", Labels: { cours: "réseau" } });
  expect(Object.keys(network?.Labels ?? {})).toEqual(["cours"]);
  expect(Object.values(network?.Containers ?? {}).map(({ Name }) => Name)).toEqual(["srv"]);

  const shown = await a.ok("inspect", "srv");
  expect(shown).not.toContain(a.workspace);
  expect(shown).not.toContain("ping_group_range");
  expect(await a.ok("inspect", "-f", "{{.HostConfig.NetworkMode}}", "srv")).toBe("front");
  expect(
    await a.ok("inspect", "-f", "{{json .NetworkSettings.Networks.front.Aliases}}", "srv"),
  ).toMatch(/^\["api","[0-9a-f]{12}"\]$/);
  expect(
    await a.ok("ps", "--filter", "network=front", "--format", "{{.Names}} {{.Networks}}"),
  ).toBe("srv front");

  await a.ok("run", "-d", "--name", "late", ...sleep);
  expect((await a.docker(["exec", "late", "nslookup", "srv"])).code).not.toBe(0);
  await a.ok("network", "connect", "--alias", "second", "front", "late");
  expect(await a.ok("exec", "late", "nslookup", "srv")).toContain("Address");
  expect(await a.ok("exec", "srv", "nslookup", "second")).toContain("Address");
  expect(
    names(
      (await a.ok("ps", "--filter", "name=late", "--format", "{{.Networks}}")).replace(",", "\n"),
    ),
  ).toEqual(["bridge", "front"]);
  const busy = await a.docker(["network", "rm", "front"]);
  expect(busy.err).toContain("has active endpoints");
  expect(busy.err).not.toContain(a.workspace);
  await a.ok("network", "disconnect", "front", "late");
  expect((await a.docker(["exec", "late", "nslookup", "srv"])).code).not.toBe(0);
  await a.ok("rm", "-f", "srv", "late");
  await a.ok("network", "rm", "front");
  expect((await a.docker(["network", "inspect", "front"])).err).toContain(
    "network front not found",
  );
});

test("the default network shows where docker inspect has always shown it", async () => {
  await a.ok("run", "-d", "--name", "plain", ...sleep);
  const [mode, address, gateway] = (
    await a.ok(
      "inspect",
      "-f",
      "{{.HostConfig.NetworkMode}} {{.NetworkSettings.IPAddress}} {{.NetworkSettings.Gateway}}",
      "plain",
    )
  ).split(" ");
  expect(mode).toBe("default");
  expect(await a.ok("exec", "plain", "ip", "-4", "-o", "addr", "show", "eth0")).toContain(
    `${address}/`,
  );
  expect(await a.ok("exec", "plain", "ip", "route")).toContain(`default via ${gateway}`);
  expect(
    (await a.docker(["run", "--rm", "--network", "bridge", "--network-alias", "x", ...sleep])).err,
  ).toContain("user-defined networks");
  await a.ok("rm", "-f", "plain");
});

test("none, another container's network, and links", async () => {
  expect(await a.ok("run", "--rm", "--network", "none", "busybox", "ls", "/sys/class/net")).toBe(
    "lo",
  );
  await a.ok("run", "-d", "--name", "web", ...sleep);
  const address = await a.ok("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "web");
  expect(
    await a.ok("run", "--rm", "--network", "container:web", "busybox", "ip", "-4", "-o", "addr"),
  ).toContain(address);
  expect(await a.ok("run", "--rm", "--link", "web:base", "busybox", "nslookup", "base")).toContain(
    address,
  );
  expect((await a.docker(["run", "--rm", "--link", "absent", "busybox"])).err).toContain(
    "No such container: absent",
  );
  await a.ok("rm", "-f", "web");
});

test("prune takes what no container is on, stopped ones counted", async () => {
  await a.ok("network", "create", "unused");
  await a.ok("network", "create", "used");
  await a.ok("create", "--name", "waiting", "--network", "used", ...sleep);
  expect(await a.ok("network", "prune", "-f")).toContain("unused");
  expect(names(await a.ok("network", "ls", "--format", "{{.Name}}"))).toEqual([
    "bridge",
    "none",
    "used",
  ]);
  expect(await a.ok("start", "waiting")).toBe("waiting");
  await a.ok("rm", "-f", "waiting");
  await a.ok("network", "rm", "used");
});
