/** Naming and seeing others: attempts 1 to 11. Each says what A got, and that B is unharmed. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type Bench,
  background,
  fakeWorkstation,
  onEngine,
  openBench,
  type TestTenant,
  until,
} from "../testing";

let bench: Bench;
let a: TestTenant;
let b: TestTenant;
let victim: string;
/** each way in which A could try to name B's running container */
let names: string[];
let bImage: string;

beforeAll(async () => {
  bench = await openBench();
  ({ a, b } = bench);
  victim = bench.victim.id;
  names = [
    victim,
    victim.slice(0, 12),
    victim.slice(0, 4),
    `${b.workspace}.web`,
    "web",
    `/${b.workspace}.web`.slice(1),
  ];
  await b.ok("exec", "web", "touch", "/secret-file");
  bImage = await b.ok("commit", "web", "secret/app:1");
});
afterAll(() => bench.close());

/** B's container still runs, with the same start, under the same name. */
const stateOfB = () =>
  onEngine(
    "inspect",
    "--format",
    "{{.State.Running}} {{.State.StartedAt}} {{.Name}} {{.State.Paused}}",
    victim,
  );
let before: string;
beforeAll(async () => {
  before = await stateOfB();
});
afterEach(async () => {
  expect(await stateOfB()).toBe(before);
  expect(await b.ok("images", "-q", "--no-trunc", "secret/app:1")).toBe(bImage);
});

describe("1. B's container by full ID, short ID, prefix, scoped and plain name", () => {
  const attempts: [string, string, unknown?][] = [
    ["GET", "json"],
    ["GET", "json?size=1"],
    ["GET", "top"],
    ["GET", "logs?stdout=1"],
    ["GET", "changes"],
    ["GET", "stats?stream=0"],
    ["GET", "archive?path=/"],
    ["POST", "start"],
    ["POST", "stop"],
    ["POST", "restart"],
    ["POST", "kill"],
    ["POST", "pause"],
    ["POST", "unpause"],
    ["POST", "rename?name=mine"],
    ["POST", "resize?h=1&w=1"],
    ["POST", "wait"],
    ["POST", "attach?stream=1&stdout=1"],
    ["POST", "exec", { Cmd: ["id"] }],
  ];
  test.each(attempts)("%s %s is not found", async (method, verb, body) => {
    for (const name of names) {
      const answer = await a.http(method, `/v1.41/containers/${name}/${verb}`, body);
      expect(answer).toMatchObject({ status: 404, message: `No such container: ${name}` });
    }
  });

  test("DELETE and PUT archive are not found either", async () => {
    for (const name of names) {
      expect((await a.http("DELETE", `/containers/${name}?force=1&v=1`)).status).toBe(404);
      const put = await a.http("PUT", `/containers/${name}/archive?path=/`, Buffer.alloc(1024), {
        "Content-Type": "application/x-tar",
      });
      expect(put.status).toBe(404);
      expect((await a.http("HEAD", `/containers/${name}/archive?path=/`)).status).toBe(404);
    }
  });
});

describe("2. filters that name others", () => {
  const filters = [
    (ws: string) => `{"label":["escale.workspace=${ws}"]}`,
    () => '{"label":{"escale.role=workstation":true}}',
    (ws: string) => `{"label":["x"],"label":["escale.workspace=${ws}"]}`,
    (ws: string) => `{"Label":["escale.workspace=${ws}"]}`,
    () => '{"label":[["escale.role"]]}',
    () => '{"name":["(a*)*$"]}',
    () => "{",
    () => '"x"',
  ];
  test("are refused on ps, images, events and the prunes", async () => {
    for (const filter of filters) {
      const query = `filters=${encodeURIComponent(filter(b.workspace))}`;
      for (const [method, path] of [
        ["GET", "/containers/json"],
        ["GET", "/images/json"],
        ["GET", "/events"],
        ["POST", "/containers/prune"],
        ["POST", "/images/prune"],
      ] as const) {
        const answer = await a.http(
          method,
          `${path}?until=0&${query}`.replace(/\?until=0&/, path === "/events" ? "?until=1&" : "?"),
        );
        expect(answer.status, `${path} ${filter(b.workspace)}`).toBe(400);
      }
    }
  });

  test("negated labels and B's own names find nothing", async () => {
    const query = async (filter: object) =>
      (
        await a.http(
          "GET",
          `/containers/json?all=1&filters=${encodeURIComponent(JSON.stringify(filter))}`,
        )
      ).text.trim();
    expect(await query({ id: [victim] })).toBe("[]");
    expect(await query({ name: [b.workspace] })).toBe("[]");
    expect(await query({ ancestor: [bImage] })).toBe("[]");
    expect(
      (
        await a.http(
          "GET",
          `/containers/json?filters={"before":["${victim}"]}`.replaceAll('"', "%22"),
        )
      ).status,
    ).toBe(404);
  });
});

describe("3. events, stats, df, info", () => {
  test("events since the beginning tell nothing of B nor of workstations", async () => {
    await fakeWorkstation(a.workspace);
    const now = Math.floor(Date.now() / 1000) + 1;
    const answer = await a.http("GET", `/events?since=0&until=${now}`);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(victim);
    expect(answer.text).not.toContain(b.workspace);
    expect(answer.text).not.toContain("escale");
    expect(answer.text).not.toContain("secret");
  });

  test("a live stream of events stays silent while B works", async () => {
    const watching = background(a, "events");
    await new Promise((resolve) => setTimeout(resolve, 400));
    await b.ok("run", "--rm", "busybox", "true");
    await b.ok("tag", "busybox", "other");
    await a.ok("tag", "busybox", "mark");
    await until(() => watching.output().includes("mark"));
    const told = await watching.stop();
    expect(told.trim().split("\n")).toHaveLength(1);
    await Promise.all([b.ok("rmi", "other"), a.ok("rmi", "mark")]);
  });

  test("df, info, ps and images say nothing of B, of the host or of scopes", async () => {
    const texts = await Promise.all(
      [
        "/system/df",
        "/info",
        "/containers/json?all=1&size=1",
        "/images/json?all=1",
        "/version",
      ].map(async (path) => (await a.http("GET", path)).text),
    );
    const host = await onEngine("info", "--format", "{{.ID}}\n{{.DockerRootDir}}");
    for (const text of texts) {
      for (const secret of [
        victim,
        a.workspace,
        b.workspace,
        bImage,
        "secret/app",
        "escale.workspace",
        "escale/w-",
        "catalogue",
        ...host.split("\n"),
      ])
        expect(text).not.toContain(secret);
    }
    // the engine's ID is of an engine's shape
    const ID = expect.stringMatching(/^([0-9A-Z]{4}:){11}[0-9A-Z]{4}$/);
    expect(JSON.parse(texts[1] ?? "")).toMatchObject({ ID, Containers: 0, Images: 1 });
  });
});

test("4. an exec of B's: start, resize, json, and attach by websocket", async () => {
  const created: { Id: string } = JSON.parse(
    (await b.http("POST", `/containers/web/exec`, { Cmd: ["sleep", "9"], AttachStdout: true }))
      .text,
  );
  for (const [method, verb, body] of [
    ["POST", "start", { Detach: true }],
    ["POST", "resize?h=1&w=1", undefined],
    ["GET", "json", undefined],
  ] as const) {
    const answer = await a.http(method, `/exec/${created.Id}/${verb}`, body);
    expect(answer).toMatchObject({ status: 404, message: `No such exec instance: ${created.Id}` });
  }
  expect((await a.http("GET", `/exec/${created.Id.slice(0, 12)}/json`)).status).toBe(404);
  // with its handshake: websocket.engine.test.ts
  expect((await a.http("GET", `/containers/${victim}/attach/ws?stream=1`)).status).toBe(400);
  expect(JSON.parse((await b.http("GET", `/exec/${created.Id}/json`)).text)).toMatchObject({
    Running: false,
  });
});

describe("5. B's image", () => {
  const forms = () => [
    bImage,
    bImage.slice(7),
    bImage.slice(7, 19),
    "secret/app:1",
    `escale/w-${b.workspace}/docker.io/secret/app:1`,
    `secret/app@${bImage}`,
    `docker.io/escale/w-${b.workspace}/docker.io/secret/app:1`,
  ];
  test("by tag, digest, ID, prefix or scoped reference cannot be inspected, read, tagged or removed", async () => {
    for (const form of forms()) {
      for (const [method, path] of [
        ["GET", "json"],
        ["GET", "history"],
        ["POST", "tag?repo=mine"],
      ] as const)
        expect((await a.http(method, `/images/${form}/${path}`)).status, form).toBe(404);
      expect((await a.http("DELETE", `/images/${form}?force=1`)).status, form).toBe(404);
    }
    expect(await a.ok("images", "-q", "mine")).toBe("");
  });

  test("cannot be run nor pulled", async () => {
    for (const form of forms()) {
      expect((await a.http("POST", "/containers/create", { Image: form })).status, form).toBe(404);
      expect(
        (await a.http("POST", `/images/create?fromImage=${encodeURIComponent(form)}`)).status,
        form,
      ).toBeGreaterThanOrEqual(400);
    }
  });

  test("saved they are not there; push and search are closed", async () => {
    for (const path of [`/images/get?names=${bImage}`, `/images/${bImage}/get`])
      expect((await a.http("GET", path)).status).toBe(404);
    for (const [method, path] of [
      ["POST", "/images/secret/app/push?tag=1"],
      ["GET", "/images/search?term=x"],
    ] as const)
      expect((await a.http(method, path)).status).toBe(403);
  });

  test("parents and base layers have no ID here", async () => {
    await a.ok("run", "--name", "layered", "busybox", "touch", "/x");
    const id = await a.ok("commit", "layered", "layered");
    const parent = await onEngine("image", "inspect", "--format", "{{.Parent}}", id);
    const history: { Id: string; Tags: string[] | null }[] = JSON.parse(
      (await a.http("GET", `/images/${id}/history`)).text,
    );
    expect(history.slice(1).every((layer) => layer.Id === "<missing>" && layer.Tags === null)).toBe(
      true,
    );
    expect((await a.http("GET", `/images/${id}/json`)).text).not.toContain(parent || "overlay2/");
    await a.ok("rm", "layered");
    await a.ok("rmi", "layered");
  });
});

test("6. prunes touch neither B, nor the catalogue, nor the workstation", async () => {
  const stopped = await b.ok("create", "--name", "stopped", "busybox");
  const list = async () =>
    (await onEngine("images", "-q", "escale/catalogue/*")).split("\n").sort();
  const catalogue = await list();
  for (const path of [
    "/containers/prune",
    "/volumes/prune",
    "/networks/prune",
    "/images/prune",
    "/images/prune?filters=%7B%22dangling%22%3A%5B%22false%22%5D%7D",
    "/build/prune",
  ])
    expect((await a.http("POST", path)).status).toBe(200);
  expect(await b.ok("ps", "-aq", "--no-trunc", "--filter", "name=stopped")).toBe(stopped);
  expect(await list()).toEqual(catalogue);
  await b.ok("rm", "stopped");
  await a.ok("pull", "-q", "busybox");
});

test("7. rmi -f of the catalogue, of its ID, of the workstation's image", async () => {
  const id = await onEngine(
    "image",
    "inspect",
    "--format",
    "{{.Id}}",
    "escale/catalogue/busybox:latest",
  );
  for (const form of [
    "escale/catalogue/busybox:latest",
    "docker.io/escale/catalogue/busybox:latest",
    "escale/workstation:latest",
    "debian:trixie-slim",
  ])
    expect((await a.http("DELETE", `/images/${form}?force=1`)).status, form).toBe(404);
  // by ID it is A's own reference that goes, and nothing else
  expect((await a.http("DELETE", `/images/${id}?force=1`)).status).toBe(200);
  expect(
    await onEngine("image", "inspect", "--format", "{{.Id}}", "escale/catalogue/busybox:latest"),
  ).toBe(id);
  expect(await b.ok("images", "-q", "busybox")).not.toBe("");
  await a.ok("pull", "-q", "busybox");
});

describe("9. names", () => {
  test.each([
    "x".repeat(1000),
    "a/b",
    "..",
    ".a",
    "-a",
    "a%00b",
    "a%0Ab",
    "a%2Fb",
    "w%C3%A9b",
    "%D1%81ontainer",
    "a b",
    "a;b",
    "a:b",
  ])("%s is refused", async (name) => {
    const answer = await a.http("POST", `/containers/create?name=${name.replaceAll(" ", "%20")}`, {
      Image: "busybox",
    });
    expect(answer.status).toBe(400);
  });

  test("one that spells B's scope stays in A's", async () => {
    const name = `${b.workspace}.web`;
    const id = await a.ok("create", "--name", name, "busybox");
    expect(await onEngine("inspect", "--format", "{{.Name}}", id)).toBe(`/${a.workspace}.${name}`);
    expect(
      (await a.http("POST", `/containers/${name}/rename?name=${b.workspace}.web2`)).status,
    ).toBe(204);
    expect(await onEngine("inspect", "--format", "{{.Name}}", id)).toBe(
      `/${a.workspace}.${b.workspace}.web2`,
    );
    await a.ok("rm", id);
  });
});

describe("10. labels of the platform", () => {
  test.each(["escale.workspace", "escale.role", "ESCALE.x", " escale.role"])(
    "%s cannot be set at create",
    async (label) => {
      const answer = await a.http("POST", "/containers/create", {
        Image: "busybox",
        Labels: { [label]: b.workspace },
      });
      expect(answer.status).toBe(400);
      expect(answer.message).toContain("escale.");
    },
  );

  test("nor by commit --change, nor does an image's label take a container out of its workspace", async () => {
    const id = await a.ok("create", "--name", "labelled", "busybox");
    for (const change of [
      "LABEL escale.role=workstation",
      'LABEL "escale.role"=workstation',
      "LABEL esc\\ale.role=workstation",
      "CMD x\nLABEL escale.role=workstation",
    ])
      expect(
        (
          await a.http(
            "POST",
            `/commit?container=labelled&repo=x&changes=${encodeURIComponent(change)}`,
          )
        ).status,
      ).toBeGreaterThanOrEqual(400);
    // what the operator's own tools could have made, by mistake
    await onEngine(
      "commit",
      "-c",
      "LABEL escale.role=workstation",
      "-c",
      `LABEL escale.workspace=${b.workspace}`,
      id,
      `escale/w-${a.workspace}/docker.io/library/forged:latest`,
    );
    const forged = await a.ok("create", "--name", "forged", "forged");
    expect(await a.ok("ps", "-aq", "--no-trunc", "--filter", "name=forged")).toBe(forged);
    expect(await b.ok("ps", "-aq", "--filter", "name=forged")).toBe("");
    expect(
      await onEngine(
        "inspect",
        "--format",
        '{{index .Config.Labels "escale.workspace"}}[{{index .Config.Labels "escale.role"}}]',
        forged,
      ),
    ).toBe(`${a.workspace}[]`);
    await a.ok("rm", "labelled", "forged");
    await a.ok("rmi", "forged");
  });

  test("they are not shown", async () => {
    await a.ok("create", "--name", "shown", "--label", "mine=1", "busybox");
    for (const path of [
      "/containers/shown/json",
      "/containers/json?all=1",
      "/images/busybox/json",
      "/images/json",
    ])
      expect((await a.http("GET", path)).text).not.toContain("escale.");
    await a.ok("rm", "shown");
  });
});

describe("11. missing or foreign: the same words, status and time", () => {
  test("words and status", async () => {
    const unknown = "0123456789abcdef".repeat(4);
    const strip = (text: string, id: string) => text.replaceAll(id, "ID");
    for (const [method, path] of [
      ["GET", "/containers/ID/json"],
      ["POST", "/containers/ID/start"],
      ["DELETE", "/containers/ID"],
      ["GET", "/images/sha256:ID/json"],
      ["GET", "/exec/ID/json"],
    ] as const) {
      const foreign = path.startsWith("/images") ? bImage.slice(7) : victim;
      const [one, two] = [
        await a.http(method, path.replace("ID", foreign)),
        await a.http(method, path.replace("ID", unknown)),
      ];
      expect(strip(one.text, foreign)).toBe(strip(two.text, unknown));
      expect(one.status).toBe(two.status);
    }
  });

  test("time", async () => {
    const unknown = "0123456789abcdef".repeat(4);
    const time = async (id: string) => {
      const start = process.hrtime.bigint();
      await a.http("GET", `/containers/${id}/json`);
      return Number(process.hrtime.bigint() - start) / 1e6;
    };
    const foreign: number[] = [];
    const missing: number[] = [];
    for (let round = 0; round < 60; round += 1) {
      foreign.push(await time(victim));
      missing.push(await time(unknown));
    }
    const median = (times: number[]) => times.sort((x, y) => x - y)[30] ?? 0;
    // both are one list of A's own containers: the same class, whatever the machine's noise
    expect(Math.abs(median(foreign) - median(missing))).toBeLessThan(5);
  });

  test("the engine's own errors lose scope and host", async () => {
    await a.ok("create", "--name", "twice", "busybox");
    const conflict = await a.docker(["create", "--name", "twice", "busybox"]);
    expect(conflict.err).toContain('The container name "/twice" is already in use');
    expect(conflict.err).not.toContain(a.workspace);
    const missing = await a.docker(["run", "--rm", "busybox", "/no/such/program"]);
    expect(missing.code).toBe(127);
    expect(missing.err).not.toMatch(/\/var\/lib\/(?!docker\/)|escale/);
    await a.ok("rm", "twice");
  });
});
