/** The registry: attempts 25 and what published images open (5, 22b, 24). A attacks B and the host. */
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Bench, engineSocket, onEngine, openBench, run, type TestTenant } from "../testing";

const MiB = 1024 ** 2;
let bench: Bench;
let a: TestTenant;
let b: TestTenant;
let spaces: { a: string; b: string };
/** the digest of what B has published */
let digest: string;
let folder: string;
let spy: Server;
const told: Buffer[] = [];

const spaceOf = async (tenant: TestTenant) =>
  /registre=(registre\.escale\/[^/]+)\//.exec(
    await tenant.ok("info", "--format", "{{json .Labels}}"),
  )?.[1] ?? "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "escale-registry-"));
  // everything that the gateway tells the engine, on its way; what one side ends, the other may go on
  spy = createServer({ allowHalfOpen: true }, (client) => {
    const engine = connect({ path: engineSocket(), allowHalfOpen: true });
    client.on("data", (chunk) => told.push(chunk));
    client.pipe(engine).pipe(client);
    client.on("error", () => engine.destroy());
    engine.on("error", () => client.destroy());
  });
  const socket = join(folder, "engine.sock");
  await new Promise<void>((resolve) => spy.listen(socket, resolve));
  bench = await openBench({ images: 40 }, socket, { bytes: 16 * MiB, repositories: 3 });
  ({ a, b } = bench);
  spaces = { a: await spaceOf(a), b: await spaceOf(b) };
  await b.ok("exec", "web", "sh", "-c", "echo b-only > /secret");
  await b.ok("commit", "web", `${spaces.b}/app:1`);
  digest = /digest: (sha256:\S+)/.exec(await b.ok("push", `${spaces.b}/app:1`))?.[1] ?? "";
  // this one stays at home
  await b.ok("tag", "busybox", `${spaces.b}/private:1`);
});
afterAll(async () => {
  await bench.close();
  spy.close();
  await rm(folder, { recursive: true });
});
afterEach(async () => {
  expect(await readdir(join(bench.registryFolder, "incoming"))).toEqual([]);
  expect((await pullAsB()).out).toContain(digest);
});

const pullAsB = () => b.docker(["pull", `${spaces.b}/app:1`]);
const path = (reference: string, tag = "1") =>
  `/v1.41/images/create?fromImage=${encodeURIComponent(reference)}&tag=${encodeURIComponent(tag)}`;
const published = (tenant: TestTenant) =>
  join(bench.registryFolder, "..", `${tenant.workspace}.published`);

describe("other learners' name spaces", () => {
  test("nothing is pushed into B's", async () => {
    const before = await readFile(join(published(b), "index.json"), "utf8");
    await a.ok("tag", "busybox", `${spaces.b}/app:1`);
    const { err, code } = await a.docker(["push", `${spaces.b}/app:1`]);
    expect(code).not.toBe(0);
    expect(err).toContain(`${spaces.a}/app`);
    expect((await a.docker(["push", "--all-tags", `${spaces.b}/app`])).code).not.toBe(0);
    await a.ok("rmi", `${spaces.b}/app:1`);
    expect(await readFile(join(published(b), "index.json"), "utf8")).toBe(before);
  });

  test("blobs are not mounted from B's, by no parameter and no route of a registry", async () => {
    await a.ok("tag", "busybox", `${spaces.a}/app:1`);
    const push = `/v1.41/images/${spaces.a}/app/push`;
    for (const query of [`tag=1&mount=${digest}&from=${spaces.b}/app`, "tag=1&tag=2", "tag=../1"])
      expect((await a.http("POST", `${push}?${query}`)).status, query).toBeGreaterThanOrEqual(400);
    for (const [method, route] of [
      ["GET", "/v2/"],
      ["GET", "/v2/_catalog"],
      ["POST", `/v2/app/blobs/uploads/?mount=${digest}&from=app`],
      ["GET", `/v2/app/manifests/${digest}`],
    ] as const)
      expect((await a.http(method, route)).status, route).toBeGreaterThanOrEqual(400);
    await a.ok("rmi", `${spaces.a}/app:1`);
  });

  test("what B has not published cannot be pulled, in the words for what never was", async () => {
    const { config, layers } = JSON.parse(
      await readFile(join(published(b), "blobs/sha256", digest.slice(7)), "utf8"),
    );
    const image = await b.ok("images", "-q", "--no-trunc", `${spaces.b}/private:1`);
    const words = async (reference: string, tag: string) => {
      const answer = await a.http("POST", path(reference, tag));
      expect(answer.status, reference).toBe(404);
      return answer.message.replace(/« \S+ »/, "");
    };
    const never = await words("registre.escale/loutre-2222222/app", "1");
    expect(await words(`${spaces.b}/private`, "1")).toBe(never);
    expect(await words(`${spaces.b}/app`, "2")).toBe(never);
    for (const other of [image, config.digest, layers[0].digest])
      expect(await words(`${spaces.b}/app`, other)).toBe(never);
    // a digest is one repository's
    expect(await words(`${spaces.a}/app`, digest)).toBe(never);
    expect(await words(`${spaces.b}/private`, digest)).toBe(never);
  });

  test("names that would be paths are refused, and touch nothing", async () => {
    const space = spaces.b.split("/")[1];
    for (const name of [
      `registre.escale/../${space}/app`,
      `registre.escale/${space}/../../names/x`,
      `registre.escale/${space}`,
      `registre.escale/${space}/app/extra`,
      `registre.escale/names/${space}`,
      `registre.escale/blobs/${digest.slice(7)}`,
      `registre.escale/.${space}/app`,
      `registre.escale/${space}%2Fapp`,
      `registre.escale/${space}\u0000/app`,
      `registre.escale/${space?.toUpperCase()}/app`,
      `registre.escale:443/${space}/app`,
      `registre.escale./${space}/app`,
      `registre.escale//app`,
      `registre.escale/${a.workspace}/app`,
      `registre.escale/${"x".repeat(1000)}/app`,
    ]) {
      const answer = await a.http("POST", path(name));
      expect([400, 404], `${name}: ${answer.text}`).toContain(answer.status);
      const pushed = await a.http("POST", `/v1.41/images/${encodeURI(name)}/push?tag=1`);
      expect([400, 403, 404], name).toContain(pushed.status);
    }
    expect((await readdir(join(bench.registryFolder, "names"))).sort()).toEqual(
      [spaces.a, spaces.b].map((each) => each.split("/")[1]).sort(),
    );
  });

  test("nobody but root enters the registry's folders", async () => {
    for (const folder of ["names", "blobs", "incoming"])
      expect((await stat(join(bench.registryFolder, folder))).mode & 0o777, folder).toBe(0o700);
    expect((await stat(published(b))).mode & 0o777).toBe(0o700);
  });
});

describe("what an image carries to others", () => {
  test("neither whose it was nor the secret of their cache leaves with it", async () => {
    const built = await b.docker(
      ["build", "-q", "-t", `${spaces.b}/carried:1`, "-"],
      "FROM busybox\nLABEL mine=kept\nRUN echo x > /x\n",
    );
    expect(built.code, built.err).toBe(0);
    const label = "{{index .Config.Labels `escale.cache`}}";
    const secret = await onEngine(
      ...["inspect", "--format", label, await b.ok("images", "-q", `${spaces.b}/carried:1`)],
    );
    expect(secret).toMatch(/^[0-9a-f]{32}$/);
    await b.ok("push", `${spaces.b}/carried:1`);
    await a.ok("pull", `${spaces.b}/carried:1`);
    const id = await a.ok("images", "-q", `${spaces.b}/carried:1`);
    const seen = [
      await onEngine("inspect", "--format", "{{json .Config}}{{json .ContainerConfig}}", id),
      await onEngine("history", "--no-trunc", id),
      (await run("grep", ["-rlE", `${b.workspace}|${secret}`, published(b)])).out,
    ].join("\n");
    for (const forbidden of [b.workspace, secret, "escale."]) expect(seen).not.toContain(forbidden);
    expect(seen).toContain('"mine":"kept"');
    await a.ok("rmi", `${spaces.b}/carried:1`);
  });

  test("22b. a published image does not stand in for a step of whoever builds on it", async () => {
    const step = "echo honest > /made";
    await a.ok("pull", `${spaces.b}/app:1`);
    // A's image claims B's next step on the very base that B has
    const built = await a.docker(
      ["build", "-q", "-t", `${spaces.a}/poison:1`, "-"],
      `FROM ${spaces.b}/app:1\nRUN ${step}\n`,
    );
    expect(built.code, built.err).toBe(0);
    await a.ok("push", `${spaces.a}/poison:1`);
    await b.ok("pull", `${spaces.a}/poison:1`);
    const mine = await b.docker(["build", "-"], `FROM ${spaces.b}/app:1\nRUN ${step}\n`);
    expect(mine.code, mine.err).toBe(0);
    expect(mine.out).not.toContain("Using cache");
    await b.ok("rmi", `${spaces.a}/poison:1`);
    await b.ok("image", "prune", "-f");
    await a.ok("rmi", `${spaces.a}/poison:1`, `${spaces.b}/app:1`);
  });

  test("its ONBUILD instructions are not run in another's build", async () => {
    await a.ok("create", "--name", "trigger", "busybox");
    const built = await a.docker(
      ["build", "-q", "-t", `${spaces.a}/poison:2`, "-"],
      "FROM busybox\nONBUILD RUN echo taken\n",
    );
    expect(built.code, built.err).toBe(0);
    await a.ok("rm", "trigger");
    await a.ok("push", `${spaces.a}/poison:2`);
    const theirs = await b.docker(["build", "-"], `FROM ${spaces.a}/poison:2\n`);
    expect(theirs.code).not.toBe(0);
    expect(theirs.err).toContain("ONBUILD");
    await b.ok("rmi", `${spaces.a}/poison:2`);
    await a.ok("rmi", `${spaces.a}/poison:2`);
  });
});

describe("room", () => {
  const fat = async (tag: string, mib: number) => {
    const name = `${spaces.a}/fat:${tag}`;
    const made = await a.docker(
      ["build", "-q", "-t", name, "-"],
      `FROM busybox\nRUN head -c ${mib * MiB} /dev/urandom > /fat-${tag}\n`,
    );
    expect(made.code, made.err).toBe(0);
    return name;
  };

  test("an image larger than all room, and one that does not fit beside the others", async () => {
    const [huge, first, second] = [await fat("huge", 20), await fat("1", 8), await fat("2", 8)];
    expect((await a.docker(["push", huge])).err).toContain("16 Mio");
    // both fit alone, not together, and they race
    const both = await Promise.all([first, second].map((name) => a.docker(["push", name])));
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(both.map(({ err }) => err).join("")).toContain("dépasseraient 16 Mio");
    const bytes = (await run("du", ["-sb", join(published(a), "blobs")])).out;
    expect(Number.parseInt(bytes, 10)).toBeLessThan(17 * MiB);
    // the tag that is taken anew frees its room
    await a.ok("tag", "busybox", first);
    await a.ok("tag", "busybox", second);
    expect((await a.docker(["push", both[0]?.code === 0 ? first : second])).code).toBe(0);
    expect((await a.docker(["push", both[0]?.code === 0 ? second : first])).code).toBe(0);
    await a.ok("rmi", huge, first, second);
    await a.ok("image", "prune", "-af");
    await a.ok("pull", "busybox");
  });

  test("repositories are counted", async () => {
    const said: string[] = [];
    for (const name of ["r1", "r2", "r3", "r4"]) {
      await a.ok("tag", "busybox", `${spaces.a}/${name}:1`);
      said.push((await a.docker(["push", `${spaces.a}/${name}:1`])).err);
    }
    expect(said.join("")).toContain("le maximum");
    expect(said.filter((err) => err !== "").length).toBeGreaterThan(0);
  });

  test("a file that was damaged on the disk is not given to anybody", async () => {
    const { manifests } = JSON.parse(await readFile(join(published(a), "index.json"), "utf8"));
    const { digest: manifest, annotations } = manifests.at(-1);
    const name = `${spaces.a}/${annotations["escale.repository"]}`;
    await b.ok("pull", `${name}:1`);
    await b.ok("rmi", `${name}:1`);
    const file = join(published(a), "blobs/sha256", manifest.slice(7));
    await run("sh", ["-c", `echo >> ${file}`]);
    expect((await b.docker(["pull", `${name}:1`])).err).toContain("ne répond pas");
    await run("sh", ["-c", `truncate -s -1 ${file}`]);
    await b.ok("pull", `${name}:1`);
    await b.ok("rmi", `${name}:1`);
  });
});

describe("25. no other registry is spoken to", () => {
  let server: Server;
  let port: number;
  let reached = 0;
  beforeAll(async () => {
    server = createServer((socket) => {
      reached += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
    const address = server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
  });
  afterAll(() => server.close());

  test("neither by push or pull, nor with credentials that name an address", async () => {
    const headers = (name: string) => ({
      "X-Registry-Auth": Buffer.from(
        JSON.stringify({ username: "u", password: "p", serveraddress: name }),
      ).toString("base64"),
      "X-Registry-Config": Buffer.from(JSON.stringify({ [name]: { auth: "dTpw" } })).toString(
        "base64",
      ),
    });
    for (const host of [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      `host.docker.internal:${port}`,
      "169.254.169.254",
      "2130706433",
    ]) {
      const name = `${host}/x`;
      await a.docker(["tag", "busybox", name]);
      const push = await a.http(
        "POST",
        `/v1.41/images/${name}/push?tag=latest`,
        undefined,
        headers(host),
      );
      expect([400, 403, 404], name).toContain(push.status);
      const pull = await a.http("POST", path(name), undefined, headers(host));
      expect([400, 404], name).toContain(pull.status);
      expect((await a.http("GET", `/v1.41/distribution/${name}:1/json`)).status, name).toBe(404);
      const login = await a.http("POST", "/v1.41/auth", {
        ...{ username: "u", password: "hunter2", serveraddress: `http://${host}` },
      });
      expect(login.status).toBe(403);
      expect(login.text).not.toContain("hunter2");
    }
    expect(reached).toBe(0);
  });

  test("credentials sent with a push are neither kept nor passed on", async () => {
    const secret = "c2VjcmV0LWNyZWRlbnRpYWw";
    await a.ok("tag", "busybox", `${spaces.a}/r1:1`);
    const push = await a.http("POST", `/v1.41/images/${spaces.a}/r1/push?tag=1`, undefined, {
      "X-Registry-Auth": secret,
    });
    expect(push.status).toBe(200);
    const pull = await a.http("POST", path(`${spaces.b}/app`), undefined, {
      "X-Registry-Auth": secret,
    });
    expect(pull.status).toBe(200);
    const heard = Buffer.concat(told).toString("latin1");
    expect(heard).toContain("/images/get?names=sha256");
    expect(heard).not.toContain(secret);
    expect(heard).not.toMatch(/x-registry|\/images\/[^ ]+\/push/i);
    const kept = await run("grep", ["-rl", secret, bench.registryFolder, published(a)]);
    expect(kept.out).toBe("");
  });
});
