/** Attempts 8, 15, 16 and 23: volumes of another, paths of the host, links swapped under way. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Bench, engineSocket, onEngine, openBench, type TestTenant, until } from "../testing";

let bench: Bench;
let a: TestTenant;
let b: TestTenant;

beforeAll(async () => {
  bench = await openBench({ containers: 20, volumes: 20 });
  ({ a, b } = bench);
  await b.ok("run", "--rm", "-v", "secret:/s", "busybox", "sh", "-c", "echo b-only > /s/x");
  await writeFile(join(b.home, "secret"), "b-only");
});
afterAll(() => bench.close());
afterEach(async () => {
  const ids = await a.ok("ps", "-aq");
  if (ids !== "") await a.ok("rm", "-f", "-v", ...ids.split("\n"));
  await a.ok("volume", "prune", "-f");
});

const home = "/home/apprenant";
const create = (fields: object) =>
  a.http("POST", "/containers/create", { Image: "busybox", Cmd: ["true"], ...fields });
const nothingMade = async () => expect(await a.ok("ps", "-aq")).toBe("");

test("8. B's volume by every name is another volume, or none", async () => {
  const engineName = `${b.workspace}.secret`;
  for (const name of ["secret", engineName]) {
    expect(await a.ok("run", "--rm", "-v", `${name}:/s`, "busybox", "ls", "/s")).toBe("");
    const mount = `type=volume,source=${name},target=/s`;
    expect(await a.ok("run", "--rm", "--mount", mount, "busybox", "ls", "/s")).toBe("");
    await a.ok("volume", "rm", name);
    expect((await a.docker(["volume", "inspect", name])).err).toContain("no such volume");
    expect((await a.docker(["volume", "rm", name])).err).toContain("no such volume");
  }
  const anonymous = await b.ok("create", "-v", "/data", "busybox");
  const [id = ""] = (await b.ok("volume", "ls", "-q")).split("\n").filter((n) => n.length === 64);
  expect((await a.docker(["volume", "inspect", id])).err).toContain("no such volume");
  expect((await a.docker(["volume", "rm", "-f", id])).code).toBe(0);
  await a.ok("run", "--rm", "-v", `${id}:/s`, "busybox", "touch", "/s/from-a");
  expect(await b.ok("run", "--rm", "-v", `${id}:/s`, "busybox", "ls", "/s")).toBe("");
  expect((await a.docker(["create", "--volumes-from", anonymous, "busybox"])).err).toContain(
    "No such container",
  );
  await b.ok("rm", "-v", anonymous);
  expect(await b.ok("run", "--rm", "-v", "secret:/s", "busybox", "cat", "/s/x")).toBe("b-only");
});

test("6. prune and filters touch and show own volumes only", async () => {
  await a.ok("volume", "create", "mine");
  expect(await a.ok("volume", "prune", "-f")).toContain("mine");
  expect(await b.ok("volume", "ls", "-q")).toBe("secret");
  for (const filter of [
    { label: [`escale.workspace=${b.workspace}`] },
    { label: ["escale.workspace"] },
    { "label!": ["ESCALE.workspace"] },
  ]) {
    const query = `filters=${encodeURIComponent(JSON.stringify(filter))}`;
    expect((await a.http("GET", `/volumes?${query}`)).status).toBe(400);
    expect((await a.http("POST", `/volumes/prune?${query}`)).status).toBe(400);
  }
});

test("9, 10. names and labels that would leave the scope", async () => {
  for (const name of ["..", "a/b", "a\u0000b", "é", "-x", ".x", "x".repeat(129), "%2e%2e", "a\n"]) {
    expect((await a.http("POST", "/volumes/create", { Name: name })).status).toBe(400);
    expect((await create({ HostConfig: { Binds: [`${name}:/d`] } })).status).toBe(400);
  }
  for (const label of ["escale.workspace", "Escale.role", " escale.x"]) {
    const Labels = { [label]: b.workspace };
    expect((await a.http("POST", "/volumes/create", { Name: "xx", Labels })).status).toBe(400);
    const mount = { Type: "volume", Source: "xx", Target: "/d", VolumeOptions: { Labels } };
    expect((await create({ HostConfig: { Mounts: [mount] } })).status).toBe(400);
  }
  expect(await a.ok("volume", "ls", "-q")).toBe("");
  await nothingMade();
});

test("16. drivers and their options, odd mounts and propagation", async () => {
  const device = { type: "none", o: "bind", device: "/" };
  for (const body of [
    { Name: "xx", DriverOpts: device },
    { Name: "xx", Driver: "local", DriverOpts: { type: "nfs", o: "addr=127.0.0.1", device: ":/" } },
    { Name: "xx", Driver: "vieux/sshfs" },
    { Name: "xx", driveropts: device },
    { Name: "xx", ClusterVolumeSpec: { Group: "x" } },
  ])
    expect((await a.http("POST", "/volumes/create", body)).status).toBe(400);
  const mounts = [
    {
      Type: "volume",
      Source: "xx",
      Target: "/d",
      VolumeOptions: { DriverConfig: { Name: "local", Options: device } },
    },
    { Type: "volume", Source: "xx", Target: "/d", VolumeOptions: { Subpath: "../.." } },
    { Type: "bind", Source: `${home}`, Target: "/d", BindOptions: { Propagation: "rshared" } },
    { Type: "bind", Source: `${home}`, Target: "/d", BindOptions: { NonRecursive: true } },
    { Type: "bind", Source: "home", Target: "/d" },
    { Type: "tmpfs", Target: "/d", TmpfsOptions: { SizeBytes: 1024 ** 4 } },
    { Type: "tmpfs", Source: "/", Target: "/d" },
    { Type: "npipe", Source: "/", Target: "/d" },
    { Type: "cluster", Source: "x", Target: "/d" },
    { Type: "image", Source: "busybox", Target: "/d" },
    { Type: "volume", Source: "xx", Target: "d" },
    { Type: "volume", Source: "xx", Target: "/" },
    { Type: "volume", Source: "xx", Target: "/a/../.." },
    { Type: "volume", Source: "xx", Target: "/proc" },
    { Type: "volume", Source: "xx", Target: "/x/../proc/sys" },
    { Type: "volume", Source: "xx", Target: "/sys/fs/cgroup" },
    { Type: "volume", Source: "xx", Target: "/dev/shm" },
  ];
  for (const mount of mounts)
    expect(
      (await create({ HostConfig: { Mounts: [mount] } })).status,
      JSON.stringify(mount),
    ).toBeGreaterThanOrEqual(400);
  for (const bind of [
    "xx:/d:shared",
    "xx:/d:rslave",
    `${home}:/d:rshared`,
    "xx:/proc/self",
    "xx:/d:ro:rw",
    "xx",
    ":/d",
  ])
    expect((await create({ HostConfig: { Binds: [bind] } })).status, bind).toBeGreaterThanOrEqual(
      400,
    );
  expect((await create({ Volumes: { "/proc": {} } })).status).toBe(403);
  expect(await a.ok("volume", "ls", "-q")).toBe("");
  await nothingMade();
});

test("15. paths outside of the home", async () => {
  for (const source of [
    "/",
    "/etc",
    "/etc/shadow",
    engineSocket(),
    "/var/run/docker.sock",
    "/run/escale/docker.sock",
    "/proc/1/root",
    "/proc/self/cwd",
    "/home",
    "/home/apprenant2",
    "/home/apprenant/..",
    "/home/apprenant/../../etc",
    "/home/apprenant/x/../../../etc",
    "//etc",
    bench.binds,
    a.home,
    b.home,
  ])
    for (const make of [true, false]) {
      const HostConfig = make
        ? { Binds: [`${source}:/d`] }
        : { Mounts: [{ Type: "bind", Source: source, Target: "/d" }] };
      const answer = await create({ HostConfig });
      expect(answer.status, source).toBe(403);
      expect(answer.message).toContain("/home/apprenant se montent");
    }
  await nothingMade();
});

test("15. links in the home, as the last part or on the way, to the host and to B", async () => {
  const targets = [
    "/",
    "/etc",
    "/etc/shadow",
    b.home,
    engineSocket(),
    "..",
    "../..",
    "/proc/self/fd",
    "missing",
  ];
  for (const target of targets) {
    await symlink(target, join(a.home, "link"));
    for (const path of ["link", "link/", "link/x", "link/etc", "link/../link"]) {
      const answer = await create({ HostConfig: { Binds: [`${home}/${path}:/d`] } });
      expect(answer.status, `${target} ${path}`).toBe(403);
      expect(answer.message).toContain("lien symbolique");
    }
    await unlink(join(a.home, "link"));
  }
  await nothingMade();
});

test("15. sockets and pipes are not mounted, nor waited for", async () => {
  const server = createServer().listen(join(a.home, "socket"));
  const [code] = await Promise.all([
    new Promise((resolve) => spawn("mkfifo", [join(a.home, "pipe")]).once("close", resolve)),
    new Promise((resolve) => server.once("listening", resolve)),
  ]);
  expect(code).toBe(0);
  for (const name of ["socket", "pipe"]) {
    const answer = await create({ HostConfig: { Binds: [`${home}/${name}:/d`] } });
    expect(answer.status).toBe(403);
    expect(answer.message).toContain("ni un dossier ni un fichier");
  }
  server.close();
  await rm(join(a.home, "pipe"));
});

/** Another process swaps `name` between a folder of one's own and a link, as fast as it can. */
function swapping(name: string, target: string): ChildProcess {
  const script = `
    const fs = require("node:fs");
    const [at, away, link] = process.argv.slice(1);
    for (;;) {
      try {
        fs.renameSync(at, away); fs.symlinkSync(link, at);
        fs.unlinkSync(at); fs.renameSync(away, at);
      } catch {
        // -v has made the folder that was away
        fs.rmSync(at, { recursive: true, force: true });
        if (fs.existsSync(away)) fs.renameSync(away, at); else fs.mkdirSync(at);
      }
    }`;
  const at = join(a.home, name);
  return spawn(process.execPath, ["-e", script, at, `${at}.away`, target], { stdio: "ignore" });
}

test("15. swapped for a link in a tight loop, during create, start and restart", async () => {
  await mkdir(join(a.home, "race/in"), { recursive: true });
  await writeFile(join(a.home, "race/in/own"), "");
  // on the host, `<b's home>/in` would be a way to B's files
  await mkdir(join(b.home, "in"));
  await writeFile(join(b.home, "in/stolen"), "");
  await Promise.all([a.settle(), b.settle()]);
  const swapper = swapping("race", b.home);
  const seen = new Set<string>();
  let made = 0;
  try {
    for (let round = 0; round < 40; round++) {
      const bind = `${home}/race/in:/d`;
      const HostConfig = { Mounts: [{ Type: "bind", Source: `${home}/race/in`, Target: "/d" }] };
      const created =
        round % 2 === 0
          ? await create({ HostConfig, Cmd: ["ls", "/d"] })
          : await create({ HostConfig: { Binds: [bind] }, Cmd: ["ls", "/d"] });
      expect([201, 400, 403]).toContain(created.status);
      if (created.status !== 201) continue;
      made += 1;
      const { Id } = JSON.parse(created.text);
      for (const verb of ["start", "restart"]) {
        const started = await a.http("POST", `/containers/${Id}/${verb}`);
        expect([204, 304, 400, 403], started.text).toContain(started.status);
        await a.http("POST", `/containers/${Id}/wait`);
        for (const word of (await a.ok("logs", Id)).split("\n")) seen.add(word);
      }
      await a.ok("rm", "-f", Id);
    }
  } finally {
    const ended = new Promise((resolve) => swapper.once("close", resolve));
    expect(swapper.kill("SIGKILL")).toBe(true);
    await ended;
  }
  expect(made).toBeGreaterThan(0);
  expect(seen).not.toContain("stolen");
  expect(seen).not.toContain("secret");
  await rm(join(a.home, "race"), { recursive: true, force: true });
  await rm(join(a.home, "race.away"), { recursive: true, force: true });
}, 120_000);

test("15. swapped between stop and start; between a crash and the engine's own restart", async () => {
  await mkdir(join(a.home, "d"));
  await writeFile(join(a.home, "d/own"), "");
  await Promise.all([a.settle(), b.settle()]);
  const bind = `${home}/d:/d`;
  await a.ok("run", "--name", "ls", "-v", bind, "busybox", "ls", "/d");
  await a.ok(
    "run",
    "-d",
    "--name",
    "again",
    "--restart",
    "always",
    "-v",
    bind,
    "busybox",
    "sh",
    "-c",
    "ls /d; sleep 1",
  );
  await rename(join(a.home, "d"), join(a.home, "away"));
  await symlink(b.home, join(a.home, "d"));
  for (const verb of ["start", "restart"]) {
    const refused = await a.docker([verb, "ls"]);
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain("lien symbolique");
  }
  const restarts = async () =>
    Number(await a.ok("inspect", "--format", "{{.RestartCount}}", "again"));
  await until(async () => (await restarts()) >= 2, 20_000);
  expect(new Set((await a.ok("logs", "again")).split("\n"))).toEqual(new Set(["own"]));
  expect(await a.ok("logs", "ls")).toBe("own");
  await a.ok("rm", "-f", "again", "ls");
  await rm(join(a.home, "d"));
  await rm(join(a.home, "away"), { recursive: true });
});

test("15. from inside: a bind gives no way out, no device and no set-user-ID", async () => {
  await mkdir(join(a.home, "in"));
  await a.settle();
  const script =
    "cd /d; ls ..; mknod dev b 254 0; cp /bin/busybox su; chmod 4755 su; grep ' /d ' /proc/self/mountinfo";
  const ran = await a.docker(["run", "--rm", "-v", `${home}/in:/d`, "busybox", "sh", "-c", script]);
  expect(ran.err).toContain("Operation not permitted");
  expect(ran.out).toMatch(/ \/d \S*nosuid,nodev/);
  expect(ran.out).not.toContain("secret");
  await rm(join(a.home, "in"), { recursive: true });
});

test("1. an image that claims to hold another's folders says nothing to the platform", async () => {
  const id = await b.ok("create", "-v", `${home}:/h`, "busybox");
  const label = await onEngine(
    "inspect",
    "--format",
    '{{index .Config.Labels "escale.mounts"}}',
    id,
  );
  await onEngine(
    "rm",
    "-f",
    await onEngine(
      "create",
      "--name",
      `${a.workspace}.tmp`,
      "--label",
      `escale.mounts=${label}`,
      "--network",
      "none",
      "escale/catalogue/busybox",
    ),
  );
  const made = await onEngine(
    "create",
    "--label",
    `escale.mounts=${label}`,
    "--network",
    "none",
    "escale/catalogue/busybox",
  );
  await onEngine("commit", made, `escale/w-${a.workspace}/docker.io/library/forged:latest`);
  await onEngine("rm", made);
  const own = await a.ok("create", "forged");
  expect(
    await onEngine("inspect", "--format", '{{index .Config.Labels "escale.mounts"}}', own),
  ).toBe('{"held":[]}');
  await a.ok("rm", own);
  expect(await b.ok("start", "-a", id)).toBe("");
  await a.ok("rmi", "forged");
  await b.ok("rm", id);
});
