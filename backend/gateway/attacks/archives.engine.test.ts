/** Attempt 24: archives that claim what they do not hold, and holding what they must not. */
import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type Header, pack } from "tar-stream";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Bench, onEngine, openBench, type TestTenant } from "../testing";

let bench: Bench;
let a: TestTenant;
let b: TestTenant;

beforeAll(async () => {
  bench = await openBench({ archiveBytes: 8 * 1024 ** 2, images: 8 });
  ({ a, b } = bench);
});
afterAll(() => bench.close());
afterEach(async () => {
  const ids = await a.ok("images", "-q");
  if (ids !== "") await a.ok("rmi", "-f", ...new Set(ids.split("\n")));
});

type Member = [header: Partial<Header> & { name: string }, content?: string | Buffer];

async function tar(members: readonly Member[]): Promise<Buffer> {
  const writer = pack();
  for (const [header, content] of members) writer.entry(header, content ?? "");
  writer.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(writer)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const sha = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");
const load = (body: Buffer) =>
  a.http("POST", "/images/load", body, { "Content-Type": "application/x-tar" });

interface Forged {
  config?: object | string;
  tags?: string[];
  layers?: Buffer[];
  diffIds?: string[];
  manifest?: object | string;
  more?: Member[];
}

/** An archive as `docker save` writes it, but for what is forged. */
async function archive({
  config,
  tags = ["forged:1"],
  layers = [],
  diffIds,
  manifest,
  more = [],
}: Forged) {
  const text =
    typeof config === "string"
      ? config
      : JSON.stringify({
          architecture: "amd64",
          os: "linux",
          config: { Cmd: ["true"] },
          history: layers.map(() => ({ created: "2026-01-01T00:00:00Z" })),
          rootfs: {
            type: "layers",
            diff_ids: diffIds ?? layers.map((layer) => `sha256:${sha(layer)}`),
          },
          ...config,
        });
  const names = (diffIds ?? layers).map((_, index) => `l${index}/layer.tar`);
  const told = manifest ?? [{ Config: "c.json", RepoTags: tags, Layers: names }];
  return tar([
    [{ name: "c.json" }, text],
    ...layers.map((layer, index): Member => [{ name: `l${index}/layer.tar` }, layer]),
    ...more,
    [{ name: "manifest.json" }, typeof told === "string" ? told : JSON.stringify(told)],
  ]);
}

async function refusedLoad(forged: Forged | Buffer, word: string) {
  const answer = await load(Buffer.isBuffer(forged) ? forged : await archive(forged));
  expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.message).toContain(word);
  expect(await a.ok("images", "-q", "forged")).toBe("");
}

test("an honest archive is loaded: the forgeries below fail for what they forge", async () => {
  const layer = await tar([[{ name: "hello" }, "x"]]);
  const answer = await load(await archive({ layers: [layer] }));
  expect(answer.text).toContain("Loaded image: forged:1");
  expect(await a.ok("images", "--format", "{{.Repository}}:{{.Tag}}", "forged")).toBe("forged:1");
});

test("24. B's layer claimed by its digest, absent or with other bytes, is not given", async () => {
  const container = await b.ok("run", "-d", "busybox", "sh", "-c", "echo b-only > /secret");
  await b.ok("wait", container);
  await b.ok("commit", container, "private");
  const claimed: string[] = JSON.parse(
    await b.ok("inspect", "--format", "{{json .RootFS.Layers}}", "private"),
  );
  const other = await tar([[{ name: "x" }, "x"]]);
  await refusedLoad({ diffIds: claimed }, "couche");
  await refusedLoad({ diffIds: claimed, layers: claimed.map(() => other) }, "couche");
  const manifest = [{ Config: "c.json", RepoTags: ["forged:1"], Layers: [] }];
  await refusedLoad({ diffIds: claimed, manifest }, "couche");
  await b.ok("rm", container);
  await b.ok("rmi", "private");
});

test("24. foreign tags become own ones; B, the catalogue and the platform keep theirs", async () => {
  const layer = await tar([[{ name: "hello" }, "x"]]);
  const names = [
    `escale/w-${b.workspace}/docker.io/library/busybox:latest`,
    "escale/catalogue/busybox:latest",
    "escale/workstation:latest",
    "busybox:latest",
  ];
  const engine = () => onEngine("images", "-q", "--no-trunc", names[0] ?? "");
  const catalogue = () => onEngine("images", "-q", "--no-trunc", names[1] ?? "");
  const before = [await engine(), await catalogue(), await b.ok("images", "-q", "busybox")];
  expect((await load(await archive({ layers: [layer], tags: names }))).status).toBe(200);
  const own = (await a.ok("images", "--format", "{{.Repository}}:{{.Tag}}")).split("\n");
  expect(own).toEqual(expect.arrayContaining(names));
  expect([await engine(), await catalogue(), await b.ok("images", "-q", "busybox")]).toEqual(
    before,
  );
  for (const tag of ["A:1", "x@sha256:00", "../x:1", "x:", "", "x y", `${"x".repeat(300)}:1`])
    await refusedLoad({ layers: [layer], tags: [tag] }, "");
});

test("10, 24. labels of the platform in the configuration, however they are spelt", async () => {
  const layer = await tar([[{ name: "hello" }, "x"]]);
  for (const [key, value] of [
    ["escale.workspace", b.workspace],
    ["escale.role", "workstation"],
    ["escale.instance", "x"],
    ["escale.tenant", "x"],
    ["ESCALE.workspace", a.workspace],
    ["e\u017fcale.workspace", a.workspace],
  ] as const)
    for (const where of ["config", "container_config", "Config"])
      await refusedLoad({ layers: [layer], config: { [where]: { Labels: { [key]: value } } } }, "");
});

test("24, 30. a configuration or manifest that can be read in two ways", async () => {
  const layer = await tar([[{ name: "hello" }, "x"]]);
  const good = `sha256:${sha(layer)}`;
  const rootfs = (id: string) => `{"type":"layers","diff_ids":["${id}"]}`;
  const evil = rootfs(`sha256:${"0".repeat(64)}`);
  for (const config of [
    `{"os":"linux","rootfs":${rootfs(good)},"rootfs":${evil}}`,
    `{"os":"linux","rootfs":${rootfs(good)},"ROOTFS":${evil}}`,
    `{"os":"linux","rootfs":${rootfs(good)},"root\\u0066\u017f":${evil}}`,
    `{"os":"linux","rootfs":${rootfs(good)}}{"rootfs":${evil}}`,
    `{"os":"windows","rootfs":${rootfs(good)}}`,
    "[]",
    "",
    "\ufeff{}",
  ])
    await refusedLoad({ layers: [layer], config }, "docker load refusé");
  for (const manifest of [
    "",
    "{}",
    "[]",
    "[1]",
    '[{"Config":"../../etc/passwd"}]',
    '[{"Config":"/etc/passwd"}]',
    '[{"Config":"none.json"}]',
  ])
    await refusedLoad({ layers: [layer], manifest }, "docker load refusé");
});

test("24. members that lead out, and layers with devices, holes and climbing names", async () => {
  const layer = await tar([[{ name: "hello" }, "x"]]);
  for (const name of ["../../etc/cron.d/x", "/etc/x", "a/../../x"])
    await refusedLoad({ layers: [layer], more: [[{ name }, "x"]] }, "docker load refusé");
  const link: Member = [{ name: "l0/layer.tar", type: "symlink", linkname: "/etc/passwd" }];
  await refusedLoad({ diffIds: [`sha256:${"0".repeat(64)}`], more: [link] }, "couche");
  for (const header of [
    { name: "dev", type: "block-device", devmajor: 254, devminor: 0 },
    { name: "dev", type: "character-device", devmajor: 1, devminor: 1 },
    { name: "../out" },
    { name: "hole", pax: { "GNU.sparse.major": "1", "GNU.sparse.realsize": "99999999999" } },
  ] satisfies Member[0][])
    await refusedLoad({ layers: [await tar([[header]])] }, "une couche contient");
});

test("24. bombs: too large plain, too large unzipped, cut short, not a tar at all", async () => {
  const big = await tar([[{ name: "big" }, Buffer.alloc(9 * 1024 ** 2)]]);
  await refusedLoad({ layers: [big] }, "8 Mio");
  const { gzipSync } = await import("node:zlib");
  await refusedLoad(gzipSync(Buffer.alloc(200 * 1024 ** 2)), "8 Mio");
  const honest = await archive({ layers: [await tar([[{ name: "x" }, "x"]])] });
  await refusedLoad(honest.subarray(0, 1000), "docker load refusé");
  await refusedLoad(Buffer.from("hello"), "docker load refusé");
  await refusedLoad(gzipSync(Buffer.from("hello")), "docker load refusé");
});

test("5. B's images are not saved, by any name", async () => {
  const image = await b.ok("images", "-q", "--no-trunc", "busybox");
  await b.ok("tag", "busybox", "private");
  for (const name of [
    "private",
    `escale/w-${b.workspace}/docker.io/library/private`,
    "escale/catalogue/busybox",
    "escale/workstation",
    image,
  ]) {
    const path = `/images/get?names=${encodeURIComponent(name)}`;
    expect((await a.http("GET", path)).status, name).toBe(404);
    expect(
      (
        await a.http(
          "GET",
          `/images/${encodeURIComponent(name).replaceAll("%2F", "/").replaceAll("%3A", ":")}/get`,
        )
      ).status,
    ).toBe(404);
  }
  for (const verb of ["export", "update"])
    expect(
      (
        await a.http(
          verb === "export" ? "GET" : "POST",
          `/containers/${bench.victim.id}/${verb}`,
          verb === "update" ? {} : undefined,
        )
      ).status,
    ).toBe(404);
  await b.ok("rmi", "private");
});

test("25. import takes no address, and no device", async () => {
  for (const source of [
    "http://127.0.0.1:80/",
    "http://169.254.169.254/",
    "file:///etc",
    "/etc",
    "",
  ]) {
    const answer = await a.http(
      "POST",
      `/images/create?fromSrc=${encodeURIComponent(source)}&repo=x`,
    );
    expect([400, 403]).toContain(answer.status);
  }
  const device = await tar([[{ name: "dev", type: "block-device", devmajor: 254, devminor: 0 }]]);
  const answer = await a.http("POST", "/images/create?fromSrc=-&repo=x", device, {
    "Content-Type": "text/plain",
  });
  expect(answer.status).toBe(400);
  const label = encodeURIComponent("LABEL escale.workspace=x");
  const forged = await a.http("POST", `/images/create?fromSrc=-&repo=x&changes=${label}`, device, {
    "Content-Type": "text/plain",
  });
  expect(forged.status).toBe(403);
  expect(await a.ok("images", "-q")).toBe("");
});

test("22b. the secret of a build cache leaves with a saved build alone, and opens nothing to who reads it there", async () => {
  const dockerfile = "FROM busybox\nRUN echo de-b > /b\n";
  expect((await b.docker(["build", "-q", "-t", "de-b", "-"], dockerfile)).code).toBe(0);
  const path = join(tmpdir(), `escale-${b.workspace}.tar`);
  try {
    await b.ok("save", "-o", path, "de-b");
    const saved = await readFile(path);
    const secret = /escale\.cache[^0-9a-f]{1,8}([0-9a-f]{32})/.exec(saved.toString("latin1"))?.[1];
    expect(secret).toBeDefined();
    // nowhere else is it shown to its own learner
    for (const args of [["inspect", "de-b"], ["history", "--no-trunc", "de-b"], ["info"]])
      expect(await b.ok(...args)).not.toContain(secret);
    // A, who is given the archive, neither loads it nor sets the label
    expect((await load(saved)).message).toContain("réservés");
    const forged = `FROM busybox\nLABEL escale.cache=${secret}\nRUN echo de-b > /b\n`;
    expect((await a.docker(["build", "-q", "-"], forged)).code).not.toBe(0);
    const labelled = ["build", "-q", "--label", `escale.cache=${secret}`, "-"];
    expect((await a.docker(labelled, dockerfile)).code).not.toBe(0);
  } finally {
    await rm(path, { force: true });
  }
});
