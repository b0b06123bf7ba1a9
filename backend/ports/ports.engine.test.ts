/** Published ports as a learner meets them: the real CLI, a real workstation, `curl localhost`. */
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workstationName } from "../engine/ownership";
import { onEngine, type Ran, run, until } from "../gateway/testing";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
let alice: string;
let bob: string;

const docker = (workspace: string, ...args: string[]) =>
  run("docker", ["--host", `unix://${backend.paths.workspace(workspace).dockerSocket}`, ...args]);
async function ok(workspace: string, ...args: string[]): Promise<string> {
  const ran = await docker(workspace, ...args);
  if (ran.code !== 0) throw new Error(`docker ${args.join(" ")}: ${ran.err}${ran.out}`);
  return ran.out.trim();
}
/** A command in the workstation, as the learner's user. */
const inside = (workspace: string, command: string): Promise<Ran> =>
  run("docker", [
    "--host",
    `unix://${backend.paths.engineSocket}`,
    "exec",
    workstationName(workspace),
    "sh",
    "-c",
    command,
  ]);
const get = async (workspace: string, address: string) =>
  (await inside(workspace, `curl -sS -m 8 ${address} 2>&1`)).out;

/** Bytes on the workspace's socket for ports, as a learner can send them; what comes back, or has within `ms`. */
const speak = (workspace: string, bytes: Buffer, end = true, ms?: number): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({
      path: backend.paths.workspace(workspace).portsSocket,
      allowHalfOpen: true,
    });
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("end", () => socket.end());
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(Buffer.concat(chunks)));
    if (ms !== undefined) setTimeout(() => socket.destroy(), ms);
    if (end) socket.end(bytes);
    else socket.write(bytes);
  });
const portBytes = (port: number) => Buffer.of(port >> 8, port & 255);

const up = () =>
  until(
    () =>
      backend.call("GET", "/v1/workspaces").then(
        ({ status }) => status === 200,
        () => false,
      ),
    20_000,
  );

beforeAll(async () => {
  backend = new TestBackend();
  await backend.spawn();
  await up();
  alice = (await backend.open("alice")).id;
  bob = (await backend.open("bob")).id;
  for (const workspace of [alice, bob])
    for (const image of ["nginx", "busybox"]) await ok(workspace, "pull", "-q", image);
}, 60_000);
afterAll(() => backend.destroy());

test("-p, as the CLI shows it and as curl in the workstation finds it", async () => {
  const id = await ok(alice, "run", "-d", "--name", "web", "-p", "8080:80", "nginx");
  expect(await get(alice, "localhost:8080")).toContain("nginx");
  expect(await get(alice, "127.0.0.1:8080")).toContain("nginx");
  expect(await ok(alice, "port", "web")).toContain("80/tcp -> 0.0.0.0:8080");
  expect(await ok(alice, "ps", "--format", "{{.Ports}}")).toContain("0.0.0.0:8080->80/tcp");
  expect(await ok(alice, "inspect", "--format", "{{json .HostConfig.PortBindings}}", "web")).toBe(
    '{"80/tcp":[{"HostIp":"","HostPort":"8080"}]}',
  );
  expect(
    await ok(alice, "inspect", "--format", "{{json .NetworkSettings.Ports}}", "web"),
  ).toContain('"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"}');
  // the engine has bound nothing on the host, and was not asked to
  expect(await onEngine("port", id)).toBe("");
  expect(await onEngine("inspect", "--format", "{{json .HostConfig.PortBindings}}", id)).toMatch(
    /^(null|\{\})$/,
  );
  // another workspace has its own 8080
  expect(await get(bob, "localhost:8080")).toMatch(/refused|connect/);
});

test("five megabytes come through whole", async () => {
  await ok(
    alice,
    "exec",
    "web",
    "sh",
    "-c",
    'f=$(find / -name index.html -type f 2>/dev/null | grep -m1 html/); head -c 5000000 /dev/urandom > "$(dirname "$f")/big"',
  );
  const sum = await ok(
    alice,
    "exec",
    "web",
    "sh",
    "-c",
    "sha256sum $(find / -name big -type f 2>/dev/null | head -1) | cut -c1-64",
  );
  const got = await inside(alice, "curl -sS localhost:8080/big | sha256sum | cut -c1-64");
  expect(got.out.trim()).toBe(sum);
});

test("a port that is taken is refused at start, in the engine's words", async () => {
  const ran = await docker(alice, "run", "-d", "--name", "second", "-p", "8080:80", "nginx");
  expect(ran.code).toBe(125);
  expect(ran.err).toContain("Bind for 0.0.0.0:8080 failed: port is already allocated");
  await ok(alice, "rm", "second");
  const own = await docker(alice, "create", "-p", "9000:80", "-p", "9000:81", "nginx");
  expect((await docker(alice, "start", own.out.trim())).err).toContain("already allocated");
  await ok(alice, "rm", own.out.trim());
});

test("-P, -p 80, a privileged port, an address, a range", async () => {
  await ok(alice, "run", "-d", "--name", "all", "-P", "nginx");
  const [, port] = /0\.0\.0\.0:(\d+)/.exec(await ok(alice, "port", "all", "80")) ?? [];
  expect(Number(port)).toBeGreaterThanOrEqual(32_768);
  expect(await get(alice, `localhost:${port}`)).toContain("nginx");
  await ok(alice, "rm", "-f", "all");
  await ok(
    alice,
    ...["run", "-d", "--name", "many", "-p", "80", "-p", "80:80", "-p", "127.0.0.1:8081:80"],
    ...["-p", "8100-8102:8100-8102", "nginx"],
  );
  expect(await get(alice, "localhost")).toContain("nginx");
  expect(await get(alice, "127.0.0.1:8081")).toContain("nginx");
  const ports = await ok(alice, "port", "many");
  expect(ports).toContain("80/tcp -> 127.0.0.1:8081");
  expect(ports).toContain("8101/tcp -> 0.0.0.0:8101");
  // published, and nothing listens in the container
  expect(await get(alice, "localhost:8101")).toMatch(/reset|empty reply/i);
  await ok(alice, "rm", "-f", "many");
});

test("ports follow the container: stopped, started, restarted, killed, removed", async () => {
  await ok(alice, "stop", "-t", "1", "web");
  expect(await get(alice, "localhost:8080")).toMatch(/refused|connect to/);
  expect(await ok(alice, "port", "web")).toBe("");
  await ok(alice, "start", "web");
  expect(await get(alice, "localhost:8080")).toContain("nginx");
  await ok(alice, "restart", "-t", "1", "web");
  await until(async () => (await get(alice, "localhost:8080")).includes("nginx"));
  // ends by itself: the engine's event says so
  await ok(alice, "run", "-d", "--name", "short", "-p", "8090:80", "busybox", "sleep", "1");
  await until(async () => /connect to/.test(await get(alice, "localhost:8090")), 20_000);
  await ok(alice, "rm", "short");
});

test("a half-close is passed on, both ways", async () => {
  await ok(
    alice,
    ...["run", "-d", "--name", "sum", "-p", "7000:7000", "busybox"],
    ...["sh", "-c", "while true; do nc -l -p 7000 -e sh -c 'sha256sum; echo end'; done"],
  );
  const script = [
    "use Socket; socket(S, PF_INET, SOCK_STREAM, 0);",
    "connect(S, sockaddr_in(7000, inet_aton(q(127.0.0.1)))) or die $!;",
    'select(S); $| = 1; select(STDOUT); print S "x" x 300000; shutdown(S, 1);',
    "print while <S>;",
  ].join(" ");
  const sum = await ok(
    alice,
    ...["run", "--rm", "busybox", "sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x | sha256sum"],
  );
  await until(async () => {
    const { out } = await inside(alice, `perl -e '${script}'`);
    return out.includes(sum) && out.includes("end");
  });
  await ok(alice, "rm", "-f", "sum");
});

test("from the workstation itself, and with compose", async () => {
  const own = await inside(
    alice,
    "docker run -d --name own -p 8300:80 nginx && curl -sS --retry 5 --retry-all-errors localhost:8300",
  );
  expect(own.out).toContain("nginx");
  const file = "services: {front: {image: nginx, ports: ['8400:80']}}";
  const up = await inside(
    alice,
    `mkdir -p ~/site && cd ~/site && echo "${file}" > compose.yaml && docker compose up -d && curl -sS --retry 5 --retry-all-errors localhost:8400; docker compose down -t 1`,
  );
  expect(up.out, up.err).toContain("nginx");
  expect(await get(alice, "localhost:8400")).toMatch(/connect to/);
  await ok(alice, "rm", "-f", "own");
});

test("a kill of the backend closes nothing for good", async () => {
  await backend.kill();
  await backend.spawn();
  await up();
  await until(async () => (await get(alice, "localhost:8080")).includes("nginx"));
});

test("another's port, an unpublished one, odd bytes", async () => {
  await ok(bob, "run", "-d", "--name", "secret", "-p", "5000:80", "nginx");
  const ask = (port: number) =>
    Buffer.concat([portBytes(port), Buffer.from("GET / HTTP/1.0\r\n\r\n")]);
  expect((await speak(bob, ask(5000))).toString()).toContain("nginx");
  for (const port of [5000, 80, 22, 0, 65_535])
    expect((await speak(alice, ask(port))).length).toBe(0);
  for (const bytes of [Buffer.of(), Buffer.of(0x1f), Buffer.alloc(100_000, 255)])
    expect((await speak(alice, bytes)).length).toBe(0);
  // half a header, and then nothing: let go of after a while
  const begin = Date.now();
  expect((await speak(alice, Buffer.of(0x1f), false)).length).toBe(0);
  expect(Date.now() - begin).toBeLessThan(9_000);
  expect(await get(alice, "localhost:8080")).toContain("nginx");
});

test("a range publishes each of its ports; ps finds them by either side", async () => {
  await ok(alice, "create", "--name", "gamme", "-p", "8200-8202:81-83", "nginx");
  expect(
    JSON.parse(
      await ok(alice, "inspect", "--format", "{{json .HostConfig.PortBindings}}", "gamme"),
    ),
  ).toEqual({
    "81/tcp": [{ HostIp: "", HostPort: "8200" }],
    "82/tcp": [{ HostIp: "", HostPort: "8201" }],
    "83/tcp": [{ HostIp: "", HostPort: "8202" }],
  });
  const names = (filter: string) =>
    ok(alice, "ps", "-a", "--format", "{{.Names}}", "--filter", filter);
  for (const filter of ["publish=8201", "publish=8202-8210/tcp", "publish=82"])
    expect(await names(filter), filter).toBe("gamme");
  for (const filter of ["publish=8203", "publish=8201/udp"])
    expect(await names(filter), filter).toBe("");
  const wrong = await docker(alice, "ps", "--filter", "publish=web");
  expect(wrong.err).toContain("Invalid containerPort: web");
  await ok(alice, "rm", "gamme");
});

test("what cannot be published is refused, in French", async () => {
  for (const port of ["53:53/sctp", "10.0.0.1:8080:80", "169.254.169.254:80:80/udp"]) {
    const ran = await docker(alice, "create", "-p", port, "nginx");
    expect(ran.code).not.toBe(0);
    expect(ran.err).toMatch(/SCTP|127\.0\.0\.1/);
  }
  const shared = await docker(
    alice,
    ...["create", "--network", "container:web", "-p", "1234:80", "nginx"],
  );
  expect(shared.err).toContain("conflicting options");
});

test("a program of the learner's has the port already", async () => {
  const busy =
    "use Socket; socket(S, PF_INET, SOCK_STREAM, 0); bind(S, sockaddr_in(8200, INADDR_ANY)); listen(S, 1); sleep 60;";
  await inside(alice, `perl -e '${busy}' >/dev/null 2>&1 & sleep 1`);
  const ran = await docker(alice, "run", "--rm", "-p", "8200:80", "nginx");
  expect(ran.err).toContain("address already in use");
  expect(await get(alice, "localhost:8080")).toContain("nginx");
});

test("two hundred connections at once: bounded, and the next one is served", async () => {
  const script =
    "use Socket; for (1..200) { socket($s[$_], PF_INET, SOCK_STREAM | 2048, 0); connect($s[$_], sockaddr_in(8080, inet_aton(q(127.0.0.1)))) } sleep 2";
  expect((await inside(alice, `perl -e '${script}'`)).code).toBe(0);
  await until(async () => (await get(alice, "localhost:8080")).includes("nginx"));
  const direct = Array.from({ length: 200 }, () => speak(alice, portBytes(8080), false));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await get(bob, "localhost:5000")).toContain("nginx");
  await ok(alice, "rm", "-f", "web");
  await Promise.all(direct);
  await ok(alice, "run", "-d", "--name", "web", "-p", "8080:80", "nginx");
  expect(await get(alice, "localhost:8080")).toContain("nginx");
});

/** Answers each datagram with itself, in capitals. */
const echo = [
  "import socket",
  "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
  "s.bind(('', 53))",
  "while True:",
  "    data, peer = s.recvfrom(65535)",
  "    s.sendto(data.upper(), peer)",
].join("\n");
/** What comes back to each of these, from one program or from several; `perl` is in the workstation. */
const ask = (port: number, script: string) =>
  `perl -MIO::Socket::IP -e 'sub ask { my ($s, $text) = @_; send($s, $text, 0); my $r = ""; eval { local $SIG{ALRM} = sub { die }; alarm 4; recv($s, $r, 65535, 0); alarm 0; }; return $r; } sub to { IO::Socket::IP->new(PeerHost => $_[0], PeerPort => ${port}, Proto => "udp") or die $! } $| = 1; ${script}'`;

describe("UDP", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await ok(alice, "pull", "-q", "python");
    await ok(
      alice,
      ...["run", "-d", "--name", "udp", "-p", "5353:53/udp", "-p", "127.0.0.1:5353:80", "python"],
      ...["python3", "-c", echo],
    );
  }, 60_000);

  test("-p 5353:53/udp, as the CLI shows it and as a program in the workstation finds it", async () => {
    expect(await ok(alice, "port", "udp")).toContain("53/udp -> 0.0.0.0:5353");
    expect(await ok(alice, "ps", "--filter", "name=udp", "--format", "{{.Ports}}")).toContain(
      "0.0.0.0:5353->53/udp",
    );
    expect(await ok(alice, "ps", "-q", "--filter", "publish=5353/udp")).not.toBe("");
    const script = 'print ask(to("127.0.0.1"), "bonjour"), " ", ask(to("localhost"), "salut")';
    await until(async () => (await inside(alice, ask(5353, script))).out === "BONJOUR SALUT");
    // the engine has bound nothing on the host
    expect(await onEngine("port", await ok(alice, "ps", "-q", "--filter", "name=udp"))).toBe("");
  });

  test("programs are told apart, each datagram comes back whole, empty and large ones too", async () => {
    const script =
      'my @s = map { to("127.0.0.1") } 1 .. 40; print join ",", map { ask($s[$_], "p$_") } 0 .. 39;' +
      'print " ", length(ask(to("127.0.0.1"), "a" x 1200)), " ", length(ask(to("127.0.0.1"), "b" x 20000))';
    const names = Array.from({ length: 40 }, (_, index) => `P${index}`).join(",");
    expect((await inside(alice, ask(5353, script))).out).toBe(`${names} 1200 20000`);
  });

  test("another learner has a 5353 of their own, or none; UDP and TCP of one number are two", async () => {
    expect((await inside(bob, ask(5353, 'print ask(to("127.0.0.1"), "x")'))).out).toBe("");
    await ok(bob, "run", "-d", "--name", "udp", "-p", "5353:53/udp", "busybox", "sleep", "60");
    // published, and nothing listens: lost, as datagrams are
    expect((await inside(bob, ask(5353, 'print ask(to("127.0.0.1"), "x")'))).out).toBe("");
    await ok(bob, "rm", "-f", "udp");
    const second = await docker(alice, "run", "--name", "pris", "-p", "5353:1/udp", "busybox");
    expect(second.err).toContain("Bind for 0.0.0.0:5353 failed: port is already allocated");
    await ok(alice, "rm", "pris");
  });

  test("a program of the learner's has the port: the engine's words", async () => {
    await inside(
      alice,
      '(perl -MIO::Socket::IP -e \'my $s = IO::Socket::IP->new(LocalHost => "127.0.0.1", LocalPort => 6000, Proto => "udp"); sleep 20\' >/dev/null 2>&1 &)',
    );
    const ran = await docker(alice, "run", "--name", "pris", "-p", "6000:1/udp", "busybox");
    expect(ran.err).toContain("listen udp4 0.0.0.0:6000: bind: address already in use");
    await ok(alice, "rm", "pris");
  });

  test("it follows the container, and outlives a kill of the backend", async () => {
    const answers = async () =>
      (await inside(alice, ask(5353, 'print ask(to("127.0.0.1"), "x")'))).out;
    await ok(alice, "stop", "-t", "0", "udp");
    expect(await answers()).toBe("");
    await ok(alice, "start", "udp");
    await until(async () => (await answers()) === "X");
    await backend.kill();
    await backend.spawn();
    await up();
    await until(async () => (await answers()) === "X", 20_000);
  });

  test("compose publishes it too", async () => {
    const file = `services: {noms: {image: busybox, command: sleep 60, ports: ['5400:53/udp']}}`;
    const ran = await inside(
      alice,
      `mkdir -p ~/noms && cd ~/noms && echo "${file}" > compose.yaml && docker compose up -d 2>&1 && docker compose port --protocol udp noms 53; docker compose down -t 0`,
    );
    expect(ran.out).toContain("0.0.0.0:5400");
  });

  test("another's, an unpublished one, TCP's, odd lengths and floods on the socket itself", async () => {
    const framed = (text: string) => Buffer.concat([portBytes(text.length), Buffer.from(text)]);
    const talk = (port: number, ...parts: Buffer[]) =>
      Buffer.concat([Buffer.of(0, 0), portBytes(port), ...parts]);
    expect((await speak(alice, talk(5353, framed("moi")), false, 2_000)).toString()).toContain(
      "MOI",
    );
    for (const port of [0, 22, 53, 80, 65_535])
      expect((await speak(alice, talk(port, framed("x")), false, 1_000)).length).toBe(0);
    expect((await speak(bob, talk(5353, framed("x")), false, 1_000)).length).toBe(0);
    // a length that never comes, one that the kernel does not send, thousands in a packet
    for (const bytes of [
      Buffer.of(0xff, 0xff, 1),
      Buffer.alloc(66_000, 0xff),
      Buffer.alloc(200_000),
    ])
      await speak(alice, talk(5353, bytes), false, 500);
    const begin = performance.now();
    const flood = speak(alice, talk(5353, Buffer.alloc(2_000_000)), false, 3_000);
    expect((await backend.call("GET", "/v1/workspaces")).status).toBe(200);
    expect(performance.now() - begin).toBeLessThan(1_500);
    await flood;
    expect(await get(alice, "localhost:8080")).toContain("nginx");
  });
});
