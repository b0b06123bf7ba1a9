/** Published ports as a learner meets them: the real CLI, a real workstation, `curl localhost`. */
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
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

/** Bytes on the workspace's socket for ports, as a learner can send them; what comes back. */
const speak = (workspace: string, bytes: Buffer, end = true): Promise<Buffer> =>
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
  for (const port of ["53:53/udp", "10.0.0.1:8080:80", "169.254.169.254:80:80"]) {
    const ran = await docker(alice, "create", "-p", port, "nginx");
    expect(ran.code).not.toBe(0);
    expect(ran.err).toMatch(/TCP|127\.0\.0\.1/);
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
