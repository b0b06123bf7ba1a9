/** push, pull, by digest, between learners, after a workspace was closed: as a course types them. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, type TestTenant } from "../testing";

let bench: Bench;
let a: TestTenant;
let b: TestTenant;
let own: string;

const spaceOf = async (tenant: TestTenant) => {
  const said = await tenant.ok("info", "--format", "{{json .Labels}}");
  return /registre=(registre\.escale\/[a-z]+-[2-9a-z]{7})\//.exec(said)?.[1] ?? "";
};

beforeAll(async () => {
  bench = await openBench();
  ({ a, b } = bench);
  own = await spaceOf(a);
});
afterAll(() => bench.close());

const build = async (tenant: TestTenant, name: string, text: string) => {
  const ran = await tenant.docker(
    ["build", "-q", "-t", name, "-"],
    `FROM busybox\nRUN echo ${text} > /site\nCMD ["cat", "/site"]\n`,
  );
  expect(ran.code, ran.err).toBe(0);
};

const digestIn = (said: string) => /digest: (sha256:[0-9a-f]{64}) size: \d+/.exec(said)?.[1] ?? "";

test("the learner finds their name space in docker info", () => {
  expect(own).toMatch(/^registre\.escale\/[a-z]+-/);
});

test("tag, push, rmi, pull back, run", async () => {
  const name = `${own}/mon-site:1.0`;
  await build(a, "mon-site", "bonjour");
  await a.ok("tag", "mon-site", name);
  const said = await a.ok("push", name);
  expect(said).toContain(`The push refers to repository [${own}/mon-site]`);
  expect(said).toMatch(/[0-9a-f]{12}: Pushed/);
  expect(digestIn(said)).not.toBe("");
  const again = await a.ok("push", name);
  expect(again).toMatch(/[0-9a-f]{12}: Layer already exists/);
  expect(again).not.toContain(": Pushed");
  expect(digestIn(again)).toBe(digestIn(said));
  await a.ok("rmi", "mon-site", name);
  const pulled = await a.ok("pull", name);
  expect(pulled).toContain(`Digest: ${digestIn(said)}`);
  expect(pulled).toContain(`Status: Downloaded newer image for ${name}`);
  expect(await a.ok("run", "--rm", name)).toBe("bonjour");
  expect(await a.ok("pull", name)).toContain(`Image is up to date for ${name}`);
});

test("another learner pulls it by its exact name, and run pulls it by itself", async () => {
  expect(await b.ok("run", "--rm", `${own}/mon-site:1.0`)).toBe("bonjour");
  const id = "{{.Id}}";
  expect(await b.ok("inspect", "--format", id, `${own}/mon-site:1.0`)).toBe(
    await a.ok("inspect", "--format", id, `${own}/mon-site:1.0`),
  );
  const ran = await b.docker(
    ["build", "-q", "-t", "derive", "-"],
    `FROM ${own}/mon-site:1.0\nRUN echo suite >> /site\n`,
  );
  expect(ran.code, ran.err).toBe(0);
  expect(await b.ok("run", "--rm", "derive")).toBe("bonjour\nsuite");
  await b.ok("rmi", "-f", "derive", `${own}/mon-site:1.0`);
});

test("by digest, also once another image has taken the tag", async () => {
  const name = `${own}/mon-site:1.0`;
  const digest = digestIn(await a.ok("push", name));
  await build(a, name, "bonsoir");
  const next = digestIn(await a.ok("push", name));
  expect(next).not.toBe(digest);
  const byDigest = `${own}/mon-site@${digest}`;
  expect(await b.ok("pull", byDigest)).toContain(`Status: Downloaded newer image for ${byDigest}`);
  expect(await b.ok("run", "--rm", byDigest)).toBe("bonjour");
  expect(
    await b.ok("images", "--digests", "--format", "{{.Repository}} {{.Tag}} {{.Digest}}"),
  ).toContain(`${own}/mon-site <none> ${digest}`);
  expect(await b.ok("inspect", "--format", "{{.RepoDigests}}", byDigest)).toBe(`[${byDigest}]`);
  expect(await b.ok("rmi", byDigest)).toContain(`Untagged: ${byDigest}`);
  await b.ok("pull", "-q", byDigest);
  // of what has no tag, a digest keeps none
  expect(await b.ok("image", "prune", "-f")).toContain(`untagged: ${byDigest}`);
  expect(await b.ok("run", "--rm", name)).toBe("bonsoir");
  await b.ok("rmi", name);
});

test("after a push or a pull by tag, list, inspect and pull agree on the digest", async () => {
  const repository = `${own}/empreinte`;
  const name = `${repository}:1`;
  const rows = async (tenant: TestTenant) =>
    (await tenant.ok("images", "--digests", "--format", "{{.Repository}} {{.Tag}} {{.Digest}}"))
      .split("\n")
      .filter((row) => row.startsWith(repository));
  const digests = (tenant: TestTenant, of: string) =>
    tenant.ok("inspect", "--format", "{{.RepoDigests}}", of);
  await build(a, name, "une");
  expect(await digests(a, name)).toBe("[]");
  const digest = digestIn(await a.ok("push", name));
  const byDigest = `${repository}@${digest}`;
  // who pushed has it still: nothing to download, by tag or by digest
  for (const wanted of [name, byDigest])
    expect(await a.ok("pull", wanted)).toContain(`Image is up to date for ${wanted}`);
  expect(await b.ok("pull", name)).toContain(`Status: Downloaded newer image for ${name}`);
  expect(await b.ok("pull", byDigest)).toContain(`Image is up to date for ${byDigest}`);
  for (const tenant of [a, b]) {
    expect(await rows(tenant)).toEqual([`${repository} 1 ${digest}`]);
    expect(await digests(tenant, name)).toBe(`[${byDigest}]`);
    expect(await digests(tenant, byDigest)).toBe(`[${byDigest}]`);
    expect(await tenant.ok("run", "--rm", byDigest)).toBe("une");
    expect(await tenant.ok("images", "-q", "--filter", `reference=${repository}`)).toBe(
      await tenant.ok("images", "-q", byDigest),
    );
  }
  // the tag moves on: what it meant keeps its digest
  await build(a, name, "deux");
  const next = digestIn(await a.ok("push", name));
  await b.ok("pull", name);
  for (const tenant of [a, b])
    expect((await rows(tenant)).sort()).toEqual(
      [`${repository} 1 ${next}`, `${repository} <none> ${digest}`].sort(),
    );
  // the last tag takes its digest along, one that is alone goes by itself
  for (const tenant of [a, b]) {
    const said = await tenant.ok("rmi", name);
    expect(said.split("\n").slice(0, 2)).toEqual([
      `Untagged: ${name}`,
      `Untagged: ${repository}@${next}`,
    ]);
    expect(said).toMatch(/Deleted: sha256:/);
    await tenant.ok("rmi", byDigest);
    expect(await rows(tenant)).toEqual([]);
  }
});

test("a digest beside its tag takes none of the names that one may have", async () => {
  const small = await openBench({ images: 3 });
  try {
    const space = await spaceOf(small.a);
    await small.a.ok("tag", "busybox", `${space}/un:1`);
    await small.a.ok("tag", "busybox", `${space}/un:2`);
    await small.a.ok("push", "--all-tags", `${space}/un`);
    expect((await small.a.docker(["tag", "busybox", "quatre"])).err).toContain("3 noms d’images");
    await small.a.ok("rmi", `${space}/un:2`);
    // alone, a digest is a name like any other
    await small.b.ok("pull", `${space}/un:1`);
    await small.b.ok("tag", "busybox", "trois");
    await build(small.a, `${space}/un:1`, "autre");
    await small.a.ok("push", `${space}/un:1`);
    expect((await small.b.docker(["pull", `${space}/un:1`])).err).toContain("3 noms d’images");
  } finally {
    await small.close();
  }
});

test("all tags at once", async () => {
  await a.ok("tag", "busybox", `${own}/outils:a`);
  await a.ok("tag", "busybox", `${own}/outils:b`);
  const said = await a.ok("push", "--all-tags", `${own}/outils`);
  expect(said).toContain("a: digest: sha256:");
  expect(said).toContain("b: digest: sha256:");
  await a.ok("rmi", `${own}/outils:a`, `${own}/outils:b`);
});

test("distribution says digest and platform", async () => {
  const digest = digestIn(await a.ok("push", `${own}/mon-site:1.0`));
  const answer = await b.http("GET", `/v1.41/distribution/${own}/mon-site:1.0/json`);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toMatchObject({
    Descriptor: { digest, mediaType: "application/vnd.oci.image.manifest.v1+json" },
    Platforms: [{ os: "linux" }],
  });
});

test("what was published outlives the workspace's end, and goes with the learner's data", async () => {
  await bench.end(a);
  await bench.relisten(a);
  expect(await spaceOf(a)).toBe(own);
  await a.docker(["rmi", "-f", `${own}/mon-site:1.0`]);
  expect(await a.ok("run", "--rm", `${own}/mon-site:1.0`)).toBe("bonsoir");
  const folder = join(bench.registryFolder, "..", `${a.workspace}.published`);
  expect(await readFile(join(folder, "oci-layout"), "utf8")).toContain("1.0.0");
  await rm(folder, { recursive: true });
  const gone = await b.docker(["pull", `${own}/mon-site:1.0`]);
  expect(gone.err).toContain("n’est pas dans le registre");
  // and the name space is nobody's for good
  expect(await spaceOf(a)).not.toBe(own);
});

test("what cannot be pushed is answered with the command that would work", async () => {
  const space = await spaceOf(a);
  for (const name of ["busybox", "zoe/busybox", "localhost:5000/busybox"]) {
    await a.docker(["tag", "busybox", name]);
    const { code, err } = await a.docker(["push", name]);
    expect(code).not.toBe(0);
    expect(err, name).toContain(`${space}/busybox`);
  }
  const login = await a.docker(["login", "-u", "zoe", "--password-stdin"], "secret\n");
  expect(login.code).not.toBe(0);
  expect(login.err).toContain(`${space}/`);
  expect(login.err).toContain("mot de passe");
  expect((await a.docker(["push", `${space}/absente:1`])).err).toContain(
    "An image does not exist locally with the tag",
  );
});
