/** From inside containers: attempt 32, and the networks of others (8). Egress is closed. */
import { createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restore, save } from "@/backend/isolation/iptables";
import { createIsolation } from "@/backend/isolation/isolation";
import { removeInput } from "@/backend/isolation/rules";
import { type Bench, onEngine, openBench, type TestTenant } from "../testing";

let bench: Bench;
let a: TestTenant;
let b: TestTenant;
/** listens on every address of the host, IPv4 and IPv6, and counts who got through */
let listener: Server;
let port: number;
let reached = 0;

/** iptables-save says when it ran. */
const withoutDates = (saved: string) => saved.replace(/^# .*$/gm, "");
const inspect = (tenant: TestTenant, name: string, format: string) =>
  tenant.ok("inspect", "--format", format, name);
const addressOf = (tenant: TestTenant, name: string) =>
  inspect(tenant, name, "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");
const gatewayOf = (tenant: TestTenant, name: string) =>
  inspect(tenant, name, "{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}");
const inside = (name: string, script: string) => a.docker(["exec", name, "sh", "-c", script]);
const connects = async (name: string, address: string, at: number) =>
  (await inside(name, `echo hello | nc -w 1 ${address} ${at}`)).code === 0;
const pingScript = (address: string) => `
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP)
s.settimeout(1)
s.sendto(b"\\x08\\0\\0\\0\\0\\x01\\0\\x01bonjour", ("${address}", 0))
print("answer", s.recv(100)[-7:])`;
/** From the default network, or from `own`. */
const pings = async (name: string, address: string) => {
  const ran = await a.docker(["exec", "-i", `probe-${name}`, "python3", "-"], pingScript(address));
  expect(`${ran.out}${ran.err}`).toMatch(/answer b'bonjour'|timed out|unreachable/);
  return ran.code === 0;
};

beforeAll(async () => {
  bench = await openBench({ containers: 40, memory: 1024 ** 3 });
  ({ a, b } = bench);
  listener = createServer((socket) => {
    reached += 1;
    socket.on("error", () => undefined);
    socket.end("host", () => socket.destroy());
  });
  await new Promise<void>((resolve) => listener.listen({ host: "::", port: 0 }, resolve));
  const address = listener.address();
  port = typeof address === "object" && address ? address.port : 0;
  await a.ok("network", "create", "own");
  await a.ok("run", "-d", "--name", "plain", "busybox", "sleep", "3600");
  await a.ok("run", "-d", "--name", "one", "--network", "own", "busybox", "sleep", "3600");
  await a.ok("pull", "-q", "python");
  await a.ok("run", "-d", "--name", "probe-plain", "python", "sleep", "3600");
  await a.ok("run", "-d", "--name", "probe-one", "--network", "own", "python", "sleep", "3600");
  await a.ok(
    ...["run", "-d", "--name", "site", "--network", "own", "--network-alias", "alias"],
    ...["busybox", "sh", "-c", "while true; do echo bonjour | nc -l -p 80; done"],
  );
});
afterAll(async () => {
  await new Promise((resolve) => listener.close(resolve));
  await bench.close();
});

describe("what works", () => {
  test("a neighbour on one's own network answers by name, alias and address", async () => {
    for (const name of ["site", "alias", await addressOf(a, "site")])
      expect((await inside("one", `nc -w 2 ${name} 80`)).out.trim(), name).toBe("bonjour");
  });

  test("on the default network by address, not by name", async () => {
    await a.ok("run", "-d", "--name", "other", "busybox", "sleep", "60");
    expect(await pings("plain", await addressOf(a, "other"))).toBe(true);
    expect((await inside("plain", "nslookup other")).code).not.toBe(0);
    await a.ok("rm", "-f", "other");
  });

  test("what the host asks of a container comes back to it", async () => {
    const { createConnection } = await import("node:net");
    const address = await addressOf(a, "site");
    const text = await new Promise<string>((resolve, reject) => {
      const socket = createConnection({ host: address, port: 80 });
      socket.once("data", (chunk) => resolve(chunk.toString("utf8")));
      socket.once("error", reject);
    });
    expect(text.trim()).toBe("bonjour");
  });
});

describe("32. addresses that must not answer", () => {
  test("the bridge's gateway, on any port, and to a ping", async () => {
    for (const name of ["plain", "one"]) {
      const gateway = await gatewayOf(a, name);
      expect(gateway).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
      for (const at of [port, 22, 53, 80, 2375, 3000])
        expect(await connects(name, gateway, at)).toBe(false);
      expect(await pings(name, gateway)).toBe(false);
    }
    expect(reached).toBe(0);
  });

  test("every other address of the host, and the gateways of others' bridges", async () => {
    const addresses = Object.values(networkInterfaces())
      .flatMap((found) => found ?? [])
      .filter(({ family, internal }) => family === "IPv4" && !internal)
      .map(({ address }) => address);
    expect(addresses).toContain(await gatewayOf(b, "web"));
    for (const address of addresses)
      expect(await connects("plain", address, port), address).toBe(false);
    expect(reached).toBe(0);
  });

  test("the listener is there to be reached: the host itself gets through", async () => {
    const { createConnection } = await import("node:net");
    const before = reached;
    await new Promise<void>((resolve, reject) => {
      const socket = createConnection({ host: "127.0.0.1", port });
      socket.once("data", () => resolve());
      socket.once("error", reject);
    });
    expect(reached).toBe(before + 1);
    reached = before;
  });

  test("B's container, by address; and B is unharmed", async () => {
    await b.ok("exec", "-d", "web", "sh", "-c", "while true; do echo secret | nc -l -p 80; done");
    const address = await addressOf(b, "web");
    expect(await b.ok("exec", "web", "sh", "-c", "nc -w 1 127.0.0.1 80")).toBe("secret");
    for (const name of ["plain", "one"]) {
      expect(await connects(name, address, 80)).toBe(false);
      expect(await pings(name, address)).toBe(false);
    }
    expect(await b.ok("exec", "web", "sh", "-c", "nc -w 1 127.0.0.1 80")).toBe("secret");
  });

  test("one's own other network, from a container that is not on it", async () => {
    const address = await addressOf(a, "one");
    expect(await pings("one", address)).toBe(true);
    expect(await pings("plain", address)).toBe(false);
  });

  test("metadata, link-local, the outside, and its names", async () => {
    for (const address of ["169.254.169.254", "169.254.1.1", "192.0.2.1"])
      expect(await connects("plain", address, 80), address).toBe(false);
    const started = Date.now();
    expect((await inside("one", "nc -w 8 example.org 80")).code).not.toBe(0);
    expect(Date.now() - started).toBeLessThan(8_000);
    expect(await a.ok("exec", "one", "cat", "/etc/resolv.conf")).not.toMatch(/search \S*[a-z]/);
  });

  test("IPv6: there is none", async () => {
    expect((await inside("plain", "cat /proc/net/if_inet6 | grep eth0")).out).toBe("");
    const bridge = Object.entries(networkInterfaces()).flatMap(([name, found]) =>
      name.startsWith("esc") ? (found ?? []) : [],
    );
    const local = bridge.find(({ family }) => family === "IPv6")?.address ?? "fe80::1";
    expect(await connects("plain", `${local}%eth0`, port)).toBe(false);
    expect(reached).toBe(0);
  });

  test("no raw packets, no other address, no route: nothing to spoof with", async () => {
    for (const script of [
      "arping -c 1 -I eth0 10.201.0.1",
      "ip addr add 10.201.0.99/16 dev eth0",
      "ip link set eth0 address 02:00:00:00:00:01",
      "ip neigh add 10.201.0.1 lladdr 02:00:00:00:00:01 dev eth0",
      "ip route add 192.0.2.0/24 dev eth0",
      "echo 0 > /proc/sys/net/ipv6/conf/all/disable_ipv6",
    ])
      expect((await inside("plain", script)).code, script).not.toBe(0);
  });
});

describe("8. networks of others", () => {
  test("B's network, by any name, is not found, and stays as it is", async () => {
    const id = await b.ok("network", "create", "private");
    const before = await onEngine("network", "inspect", id);
    for (const form of [
      id,
      id.slice(0, 12),
      "private",
      `${b.workspace}.private`,
      "escale-build",
      "host",
    ]) {
      const words = `network ${form} not found`;
      expect((await a.http("GET", `/networks/${form}`)).message, form).toBe(words);
      expect((await a.http("DELETE", `/networks/${form}`)).message).toBe(words);
      for (const verb of ["connect", "disconnect"]) {
        const body = { Container: "plain", ...(verb === "disconnect" && { Force: true }) };
        expect((await a.http("POST", `/networks/${form}/${verb}`, body)).message).toBe(words);
      }
      if (form === "host") continue;
      const asked = [
        { HostConfig: { NetworkMode: form } },
        { NetworkingConfig: { EndpointsConfig: { [form]: {} } } },
        {
          HostConfig: { NetworkMode: "own" },
          NetworkingConfig: { EndpointsConfig: { [form]: {} } },
        },
      ];
      for (const fields of asked)
        expect(
          (await a.http("POST", "/containers/create", { Image: "busybox", ...fields })).message,
        ).toBe(words);
    }
    expect((await a.ok("network", "ls", "--format", "{{.Name}}")).split("\n").sort()).toEqual([
      "bridge",
      "none",
      "own",
    ]);
    await a.ok("network", "prune", "-f");
    expect(await onEngine("network", "inspect", id)).toBe(before);
    await b.ok("network", "rm", "private");
  });

  test("B's container and the workstation cannot be pulled onto A's network", async () => {
    for (const Container of [bench.victim.id, "web", `${b.workspace}.web`]) {
      const answer = await a.http("POST", "/networks/own/connect", { Container });
      expect(answer.message).toBe(`No such container: ${Container}`);
      const forced = await a.http("POST", "/networks/own/disconnect", { Container, Force: true });
      expect(forced.status).toBe(404);
    }
    expect(await b.ok("exec", "web", "echo", "bien")).toBe("bien");
  });

  test("neither addresses, drivers nor options are the learner's to choose", async () => {
    const bodies = [
      { Driver: "macvlan" },
      { Driver: "host" },
      { Driver: "overlay" },
      { EnableIPv6: true },
      { Options: { "com.docker.network.bridge.name": "eth0" } },
      { IPAM: { Config: [{ Subnet: "169.254.0.0/16" }] } },
      { IPAM: { Driver: "x" } },
      { IPAM: { Options: { a: "b" } } },
      { ConfigFrom: { Network: "host" } },
      { Scope: "swarm" },
      { Labels: { "escale.workspace": b.workspace } },
      { Name: "bridge" },
      { Name: "host" },
      { Name: "../x" },
      { Name: "a b" },
      { Name: "x".repeat(200) },
    ];
    for (const body of bodies) {
      const answer = await a.http("POST", "/networks/create", { Name: "bad", ...body });
      expect([400, 403], JSON.stringify(body)).toContain(answer.status);
      expect(answer.message).not.toBe("");
    }
    expect(
      (await a.docker(["run", "--rm", "--network", "own", "--ip", "10.201.0.9", "busybox"])).err,
    ).toContain("--ip");
    expect(await a.ok("network", "ls", "-q", "--filter", "name=bad")).toBe("");
  });

  test("A hears nothing of B's networks", async () => {
    const since = String(Math.floor(Date.now() / 1000) - 1);
    await b.ok("network", "create", "loud");
    await b.ok("network", "rm", "loud");
    await a.ok("network", "create", "mine");
    await a.ok("network", "rm", "mine");
    const until = String(Math.ceil(Date.now() / 1000) + 1);
    const heard = await a.ok("events", "--since", since, "--until", until);
    expect(heard).toContain("network create");
    expect(heard).toContain("name=mine");
    expect(heard).not.toContain("loud");
    expect(heard).not.toContain(a.workspace);
  });

  test("as many networks as the quota, and no more", async () => {
    const names = Array.from({ length: 9 }, (_, at) => `n${at}`);
    for (const name of names) await a.ok("network", "create", name);
    const ran = await a.docker(["network", "create", "n9"]);
    expect(ran.err).toContain("10 réseaux");
    await a.ok("network", "rm", ...names);
  });
});

describe("the firewall", () => {
  test("without the rules the host would answer; taken away, they are put back", async () => {
    bench.isolation.stop();
    const input = removeInput(bench.isolation.instance, await save(4));
    await restore(4, input ?? "");
    const gateway = await gatewayOf(a, "plain");
    expect(await connects("plain", gateway, port)).toBe(true);
    expect(await pings("plain", gateway)).toBe(true);
    expect(await bench.isolation.check()).toBeNull();
    expect(await save(4)).toContain(
      `-A INPUT -j ESCALE-${bench.isolation.instance.slice(0, 6)}-INPUT`,
    );
    expect(await connects("plain", gateway, port)).toBe(false);
    expect(await pings("plain", gateway)).toBe(false);
  });

  test("two instances leave each other's rules alone, and a removed one leaves nothing", async () => {
    const other = createIsolation({
      instance: "fedcba987654",
      egress: "open",
      log: pino({ level: "silent" }),
    });
    await other.start();
    expect(other.problem()).toBeNull();
    const rules = await save(4);
    expect(await bench.isolation.check()).toBeNull();
    expect(await other.check()).toBeNull();
    expect(withoutDates(await save(4))).toBe(withoutDates(rules));
    await other.remove();
    expect(await save(4)).not.toContain("fedcba");
    expect(await bench.isolation.check()).toBeNull();
  });

  test("where it cannot be had, there are no networks, and a container has none", async () => {
    bench.isolation.engineIsElsewhere();
    await bench.isolation.check();
    expect((await a.docker(["network", "create", "late"])).err).toMatch(/réseaux sont fermés/);
    expect((await a.docker(["run", "--rm", "--network", "own", "busybox"])).err).toMatch(/fermés/);
    expect(await a.ok("run", "--rm", "busybox", "ls", "/sys/class/net")).toBe("lo");
    await a.ok("stop", "-t", "0", "one");
    expect((await a.docker(["start", "one"])).err).toMatch(/réseaux sont fermés/);
  });
});
