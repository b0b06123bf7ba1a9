/**
 * Egress by a list of hosts: what works from containers and builds, and attempts to reach anything
 * else through the proxy or beside it. The internet is a fake one; the judgement of hosts and
 * addresses, the firewall and the proxy's place are the real ones.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pino from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createHosts } from "@/backend/egress/hosts";
import { proxyPlace, raiseAddress } from "@/backend/egress/place";
import { createProxy, type WayOut } from "@/backend/egress/proxy";
import { type FakeInternet, openFakeInternet, publicAddress } from "@/backend/egress/testing";
import { createWho } from "@/backend/egress/who";
import { connectEngine } from "@/backend/engine/client";
import { type Bench, engineSocket, openBench, type TestTenant } from "../testing";

const MiB = 1024 ** 2;
let bench: Bench;
let a: TestTenant;
let b: TestTenant;
let internet: FakeInternet;
let proxy: WayOut;
let folder: string;
const logged: string[] = [];
let place: { address: string; port: number };
/** a service of the host's own, on every address */
let service: Server;
let servicePort: number;
let reached = 0;

const lan =
  Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "10.0.0.1";

/** Allowed by name; where they lead is another matter. */
const names: Record<string, readonly (readonly string[])[]> = {
  "deb.exemple.org": [[publicAddress]],
  "files.hosted.exemple.org": [[publicAddress]],
  "loopback.exemple.org": [["127.0.0.1"]],
  "metadata.exemple.org": [["169.254.169.254"]],
  "private.exemple.org": [["10.201.0.1", "192.168.1.1", "172.17.0.1"]],
  "self.exemple.org": [[lan]],
  "mapped.exemple.org": [["::ffff:127.0.0.1", "::1", "fe80::1"]],
  "mixed.exemple.org": [["127.0.0.1", publicAddress]],
  "rebind.exemple.org": [[publicAddress], ["127.0.0.1"]],
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "escale-egress-"));
  const deb = await smallPackage(folder);
  internet = await openFakeInternet(names, (host, path) => {
    if (host === "deb.exemple.org" && path === "/hello")
      return { type: "text/plain", body: "bonjour\n" };
    return host === "deb.exemple.org" ? deb(path) : undefined;
  });
  bench = await openBench(
    { containers: 20, memory: 1024 * MiB, containerMemory: 128 * MiB, images: 30 },
    undefined,
    undefined,
    "list",
  );
  ({ a, b } = bench);
  const log = pino({ level: "info" }, { write: (line: string) => logged.push(line) });
  place = proxyPlace(bench.isolation.instance);
  proxy = createProxy({
    hosts: createHosts(["deb.exemple.org", "*.exemple.org"]),
    who: createWho(connectEngine(engineSocket()), bench.isolation.instance),
    reach: internet.reach,
    log,
    limits: { connections: 4, perSecond: 1000, burst: 1000, bytesPerHour: 64 * MiB },
  });
  await raiseAddress(place);
  await proxy.listen(place);
  bench.isolation.openProxy(place);
  expect(await bench.isolation.check()).toBeNull();
  service = createServer((socket) => {
    reached += 1;
    socket.on("error", () => undefined);
    socket.end("host");
  });
  await new Promise<void>((resolve) => service.listen(0, "0.0.0.0", resolve));
  const address = service.address();
  servicePort = typeof address === "object" && address ? address.port : 0;
  for (const tenant of [a, b]) {
    await tenant.ok("pull", "-q", "python");
    await tenant.ok("run", "-d", "--name", "probe", "python", "sleep", "3600");
  }
});
afterAll(async () => {
  await proxy.close();
  await internet.close();
  service.close();
  await bench.close();
  await rm(folder, { recursive: true });
  await promisify(execFile)("ip", ["address", "del", `${place.address}/32`, "dev", "lo"]);
});
afterEach(() => {
  expect(reached).toBe(0);
  // whatever was asked: only this address and these ports were ever connected to
  for (const each of internet.connected)
    expect([`${publicAddress}:80`, `${publicAddress}:443`]).toContain(each);
});

/** A repository of one package, for apt. */
async function smallPackage(at: string) {
  const root = join(at, "pkg");
  await mkdir(join(root, "DEBIAN"), { recursive: true });
  await writeFile(
    join(root, "DEBIAN/control"),
    "Package: bonjour\nVersion: 1\nArchitecture: all\nMaintainer: x <x@exemple.org>\nDescription: x\n",
  );
  await writeFile(join(root, "bonjour"), "installé\n");
  const run = promisify(execFile);
  await run("dpkg-deb", ["--build", "--root-owner-group", root, join(at, "bonjour.deb")]);
  const bytes = await readFile(join(at, "bonjour.deb"));
  const { stdout } = await run("sha256sum", [join(at, "bonjour.deb")]);
  const control = await readFile(join(root, "DEBIAN/control"), "utf8");
  const packages = `${control}Filename: ./bonjour.deb\nSize: ${bytes.length}\nSHA256: ${stdout.slice(0, 64)}\n\n`;
  return (path: string) => {
    if (path.endsWith("/Packages")) return { type: "text/plain", body: packages };
    if (path.endsWith("/bonjour.deb")) return { type: "application/octet-stream", body: bytes };
    return undefined;
  };
}

/**
 * Writes to an address from inside a container, once for each of `requests` at the same time; what
 * came back, whole, or Python's words for a connection that was not made.
 */
async function sayAll(
  requests: readonly { bytes: string; to?: string }[],
  tenant = a,
): Promise<string[]> {
  const given = requests.map(({ bytes, to = `${place.address} ${place.port}` }) => [bytes, to]);
  const script = `
import concurrent.futures, json, socket
def say(given):
    data, to = given
    host, port = to.split(" ")
    try:
        s = socket.create_connection((host, int(port)), 3)
    except OSError as error:
        return repr(error)
    s.settimeout(3)
    s.sendall(data.encode("latin-1"))
    out = b""
    try:
        while True:
            more = s.recv(65536)
            if not more: break
            out += more
    except OSError:
        pass
    return out.decode("utf-8", "replace")
with concurrent.futures.ThreadPoolExecutor(4) as pool:
    print(json.dumps(list(pool.map(say, json.loads(${JSON.stringify(JSON.stringify(given))})))))
`;
  const ran = await tenant.docker(["exec", "-i", "probe", "python3", "-"], script);
  expect(ran.code, ran.err).toBe(0);
  return z.array(z.string()).parse(JSON.parse(ran.out));
}

const say = async (bytes: string, tenant = a): Promise<string> =>
  (await sayAll([{ bytes }], tenant))[0] ?? "";

const connection = (authority: string) =>
  `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`;
const connectTo = (authority: string) => say(connection(authority));

/** Each on its own is answered as `pattern` says. */
async function expectEach(requests: readonly string[], pattern: RegExp): Promise<void> {
  const answers = await sayAll(requests.map((bytes) => ({ bytes })));
  answers.forEach((answer, at) => {
    expect(answer, requests[at]).toMatch(pattern);
  });
}

describe("what works", () => {
  test("the environment says the way, and what the learner says wins", async () => {
    const url = `http://${place.address}:${place.port}`;
    const env = await a.ok("exec", "probe", "env");
    for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"])
      expect(env).toContain(`${name}=${url}`);
    expect(env).toMatch(/^no_proxy=localhost,.*probe/m);
    expect(await a.ok("run", "--rm", "-e", "http_proxy=", "busybox", "env")).toMatch(
      /^http_proxy=$/m,
    );
    expect(await a.ok("run", "--rm", "--network", "none", "busybox", "env")).not.toContain("proxy");
  });

  test("plain http and a tunnel, by programs that know nothing of Escale", async () => {
    expect(
      await a.ok("run", "--rm", "busybox", "wget", "-qO-", "http://deb.exemple.org/hello"),
    ).toBe("bonjour");
    const tunnel = await say(
      "CONNECT files.hosted.exemple.org:443 HTTP/1.1\r\nHost: x\r\n\r\nhello tls",
    );
    expect(tunnel).toBe("HTTP/1.1 200 Connection established\r\n\r\nhello tls");
    const notes = logged.map((line) => JSON.parse(line));
    expect(notes).toContainEqual(
      expect.objectContaining({ workspace: a.workspace, host: "deb.exemple.org", port: 80 }),
    );
  });

  test("apt-get, in a container and in a build's step", async () => {
    const install =
      "rm -rf /etc/apt/sources.list.d && echo 'deb [trusted=yes] http://deb.exemple.org/ ./' > /etc/apt/sources.list && apt-get update && apt-get install -y bonjour && cat /bonjour";
    await a.ok("pull", "-q", "debian");
    const ran = await a.docker(["run", "--rm", "debian", "sh", "-c", install]);
    expect(ran.code, ran.err).toBe(0);
    expect(ran.out).toContain("installé");
    const built = await a.docker(["build", "-t", "with", "-"], `FROM debian\nRUN ${install}\n`);
    expect(built.code, built.out + built.err).toBe(0);
    // the way out is not written into the image
    expect(await a.ok("inspect", "--format", "{{.Config.Env}}", "with")).not.toContain("proxy");
    expect(await a.ok("history", "--no-trunc", "with")).not.toContain(place.address);
    const none = await a.docker(
      ["build", "--no-cache", "--network", "none", "-"],
      "FROM busybox\nRUN wget -T 3 -qO- http://deb.exemple.org/hello\n",
    );
    expect(none.code).not.toBe(0);
  });

  test("a refused host is told in French to who only shows the status line, and to who shows all", async () => {
    const pip = await a.docker(
      ["exec", "-i", "probe", "python3", "-"],
      `import urllib.request
try: urllib.request.urlopen("https://interdit.org/")
except Exception as e: print(e)
try: urllib.request.urlopen("http://interdit.org/")
except Exception as e: print(e.read().decode())`,
    );
    expect(pip.out).toContain("Escale ne permet pas interdit.org, absent de la liste du site");
    expect(pip.out).toContain("cet hôte n’est pas dans la liste de ce site");
  });
});

describe("hosts that are not meant", () => {
  test("names on the list that lead to the host, private networks or metadata", async () => {
    await expectEach(
      ["loopback", "metadata", "private", "self", "mapped"].map((name) =>
        connection(`${name}.exemple.org:443`),
      ),
      /^HTTP\/1.1 403 /,
    );
    expect(await connectTo("mixed.exemple.org:443")).toMatch(/^HTTP\/1.1 200 /);
  });

  test("a name that changes its mind is connected to where it was looked at, or not at all", async () => {
    const before = internet.asked.length;
    expect(await connectTo("rebind.exemple.org:443")).toMatch(/^HTTP\/1.1 200 /);
    expect(internet.asked.length).toBe(before + 1);
    expect(await connectTo("rebind.exemple.org:443")).toMatch(/^HTTP\/1.1 403 /);
  });

  test("addresses in every spelling", async () => {
    const before = internet.asked.length;
    const hosts = [
      ...["127.0.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "0"],
      ...["[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254", "2852039166"],
      ...["0xa9fea9fe", place.address, lan, publicAddress, "localhost", "probe", "web"],
      ...["metadata.google.internal", "localhost.", "127.0.0.1.", "127.0.0.1.exemple.org."],
    ];
    await expectEach(
      hosts.flatMap((host) => [80, 443, servicePort].map((port) => connection(`${host}:${port}`))),
      /^HTTP\/1.1 (40[03]|502) /,
    );
    expect(internet.asked.slice(before).every((name) => name === "127.0.0.1.exemple.org")).toBe(
      true,
    );
  });

  test("other ports of hosts that are on the list", async () => {
    const ports = ["22", "25", "8080", "0", "65535", "65979", "00443x", "-443"];
    await expectEach(
      [
        ...ports.map((port) => connection(`deb.exemple.org:${port}`)),
        "GET http://deb.exemple.org:22/ HTTP/1.1\r\nHost: x\r\n\r\n",
      ],
      /^HTTP\/1.1 40[03] /,
    );
  });
});

describe("requests that could be read in two ways", () => {
  test("forms of the target", async () => {
    const heard = internet.heard.length;
    const targets = [
      ...["/", "*", "//deb.exemple.org/", "http:/deb.exemple.org/", "HTTP://deb.exemple.org/"],
      ...[
        "http://x@deb.exemple.org/",
        "http://deb.exemple.org@127.0.0.1/",
        "http://deb.exemple.org#@x/",
      ],
      ...[
        "http://deb.exemple.org\\@127.0.0.1/",
        "https://deb.exemple.org/",
        "ftp://deb.exemple.org/",
      ],
      ...["http://deb.exemple.org:80:80/", "http://deb.exemple.org%00.x/", "http://[::1]/"],
      ...["http://127.0.0.1/", "http://deb.exemple.org?x"],
    ];
    await expectEach(
      targets.map(
        (target) => `GET ${target} HTTP/1.1\r\nHost: deb.exemple.org\r\nConnection: close\r\n\r\n`,
      ),
      /^HTTP\/1.1 40[03] /,
    );
    expect(internet.heard.length).toBe(heard);
  });

  test("bodies, doubled lengths, bare line feeds, injected headers", async () => {
    const url = "http://deb.exemple.org/hello";
    const heard = internet.heard.length;
    const requests = [
      `POST ${url} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello`,
      `GET ${url} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello`,
      `GET ${url} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `GET ${url} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 1\r\n\r\n`,
      `GET ${url} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `GET ${url} HTTP/1.1\r\nHost: x\r\nUser-Agent: a\nX-Injected: 1\r\n\r\n`,
      `GET ${url} HTTP/1.1\r\nHost: x\r\n folded: 1\r\n\r\n`,
      `DELETE ${url} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET ${url} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    ];
    await expectEach(requests, /^(?!HTTP\/1.1 200 )/);
    expect(internet.heard.length).toBe(heard);
    const seen = await say(
      `GET ${url} HTTP/1.1\r\nHost: evil.org\r\nX-Forwarded-For: 1.2.3.4\r\nProxy-Authorization: Basic eA==\r\nCookie: a=b\r\nConnection: close, user-agent\r\n\r\n`,
    );
    expect(seen).toMatch(/^HTTP\/1.1 200 [\s\S]*bonjour/);
    expect(seen).not.toMatch(/proxy-connection/i);
    const told = internet.heard.at(-1) ?? "";
    expect(told).toContain("Host\ndeb.exemple.org");
    expect(told).not.toMatch(/evil|forwarded|authorization|cookie/i);
  });

  test("a second request behind a first one goes to its own host", async () => {
    const heard = internet.heard.length;
    const both = await say(
      [
        "GET http://deb.exemple.org/hello HTTP/1.1\r\nHost: deb.exemple.org\r\n\r\n",
        "GET http://127.0.0.1/ HTTP/1.1\r\nHost: deb.exemple.org\r\nConnection: close\r\n\r\n",
      ].join(""),
    );
    expect(both).toMatch(/^HTTP\/1.1 200 [\s\S]*HTTP\/1.1 403 /);
    expect(internet.heard.length).toBe(heard + 1);
  });
});

describe("beside the proxy", () => {
  test("its address has one open port, and the bridge's gateway none", async () => {
    const gateway = await a.ok(
      ...["inspect", "--format", "{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}", "probe"],
    );
    const places = [
      `${place.address} ${servicePort}`,
      `${place.address} 22`,
      `${gateway} ${servicePort}`,
      `${gateway} ${place.port}`,
      `${lan} ${place.port}`,
      `${lan} ${servicePort}`,
    ];
    const said = await sayAll(places.map((to) => ({ bytes: "GET / HTTP/1.0\r\n\r\n", to })));
    said.forEach((answer, at) => {
      expect(answer, places[at]).toMatch(/^(TimeoutError|ConnectionRefusedError|OSError)/);
    });
  });

  test("names do not leave by the host's name servers", async () => {
    const ran = await a.docker(["exec", "probe", "getent", "hosts", "deb.debian.org"]);
    expect(ran.code).not.toBe(0);
  });

  test("A's connections count for A, and B still goes out", async () => {
    const hold = `
import socket, time
held = [socket.create_connection((${JSON.stringify(place.address)}, ${place.port}), 3) for _ in range(8)]
for s in held: s.sendall(b"CONNECT deb.exemple.org:443 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n")
got = sorted(s.recv(12)[9:12] for s in held)
print(got, flush=True)
time.sleep(600)`;
    await a.ok("exec", "-d", "probe", "sh", "-c", `python3 -u -c '${hold}' > /tmp/held`);
    await expect
      .poll(() => a.ok("exec", "probe", "cat", "/tmp/held"), { timeout: 15_000 })
      .toContain("429");
    expect((await a.ok("exec", "probe", "cat", "/tmp/held")).match(/b'200'/g)).toHaveLength(4);
    const ask = "GET http://deb.exemple.org/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    expect(await say(ask)).toMatch(/^HTTP\/1.1 429 /);
    expect(await say(ask, b)).toMatch(/^HTTP\/1.1 200 /);
    await a.ok("restart", "-t", "0", "probe");
    await expect.poll(() => say(ask), { timeout: 15_000 }).toMatch(/^HTTP\/1.1 200 /);
  });
});
