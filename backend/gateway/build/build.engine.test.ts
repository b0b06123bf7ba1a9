/** `docker build` by the real CLI through the gateway: what the course teaches of it. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, background, onEngine, openBench, type TestTenant, until } from "../testing";

const MiB = 1024 ** 2;
let bench: Bench;
let a: TestTenant;
let context: string;

beforeAll(async () => {
  bench = await openBench({ images: 40, containerMemory: 64 * MiB });
  a = bench.a;
});
afterAll(() => bench.close());
beforeEach(async () => {
  context = await mkdtemp(join(tmpdir(), "escale-build-"));
  return () => rm(context, { recursive: true, force: true });
});

async function put(files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(context, name)), { recursive: true });
    await writeFile(join(context, name), content);
  }
}
const build = (...args: string[]) => a.docker(["build", ...args, context]);
/** What the engine has of the tenant's: intermediate containers and images included. */
const engineContainers = () =>
  onEngine("ps", "-aq", "--filter", `label=escale.workspace=${a.workspace}`);
const lines = (text: string, pattern: RegExp) =>
  text.split("\n").filter((line) => pattern.test(line));

test("several stages: the learner's steps alone, then a container of the image", async () => {
  await put({
    Dockerfile: [
      "ARG VERSION=latest",
      "FROM busybox:$VERSION AS builder",
      "ARG WHO=monde",
      "RUN echo bonjour $WHO > /bonjour && \\",
      "    chmod 644 /bonjour",
      "",
      "# the small one",
      "FROM busybox",
      "COPY --from=builder /bonjour /srv/",
      "COPY --from=0 /bonjour /srv/encore",
      'CMD ["cat", "/srv/bonjour", "/srv/encore"]',
    ].join("\n"),
  });
  const ran = await build(
    "-t",
    "moi/app",
    "-t",
    "moi/app:2",
    "--build-arg",
    "WHO=vous",
    "--label",
    "cours=1",
  );
  expect(ran.err.replace(/^DEPRECATED[\s\S]*?\n\n/, "")).toBe("");
  expect(ran.code).toBe(0);
  expect(lines(ran.out, /^Step /)).toEqual([
    "Step 1/9 : ARG VERSION=latest",
    "Step 2/9 : FROM busybox:$VERSION AS builder",
    "Step 3/9 : ARG WHO=monde",
    "Step 4/9 : RUN echo bonjour $WHO > /bonjour &&     chmod 644 /bonjour",
    "Step 5/9 : FROM busybox",
    "Step 6/9 : COPY --from=builder /bonjour /srv/",
    "Step 7/9 : COPY --from=0 /bonjour /srv/encore",
    'Step 8/9 : CMD ["cat", "/srv/bonjour", "/srv/encore"]',
    "Step 9/9 : LABEL cours=1",
  ]);
  expect(ran.out).not.toMatch(/escale|stage\d/);
  expect(lines(ran.out, /^Successfully/)).toEqual([
    expect.stringMatching(/^Successfully built [0-9a-f]{12}$/),
    "Successfully tagged moi/app:latest",
    "Successfully tagged moi/app:2",
  ]);
  expect(await a.ok("run", "--rm", "moi/app")).toBe("bonjour vous\nbonjour vous");
  expect(await a.ok("inspect", "--format", "{{json .Config.Labels}}", "moi/app")).toBe(
    '{"cours":"1"}',
  );
  expect(
    await a.ok("history", "--no-trunc", "--format", "{{.CreatedBy}}", "moi/app"),
  ).not.toContain("escale");
  const id = await a.ok("images", "-q", "--no-trunc", "moi/app:2");
  expect(await a.ok("run", "--rm", id.slice(7, 15))).toContain("bonjour");
  expect(await engineContainers()).toBe("");
});

test("a second build is from the cache, --no-cache is not; -q prints the ID", async () => {
  await put({ Dockerfile: "FROM busybox\nCOPY a /a\nRUN cat /a\n", a: "1" });
  const first = await build();
  expect(first.out).not.toContain("Using cache");
  expect(lines((await build()).out, /Using cache/)).toHaveLength(2);
  expect((await build("--no-cache")).out).not.toContain("Using cache");
  const quiet = await build("-q");
  expect(quiet.out).toMatch(/^sha256:[0-9a-f]{64}\n$/);
  expect((await a.docker(["image", "inspect", quiet.out.trim()])).code).toBe(0);
  await put({ a: "2" });
  expect((await build()).out).not.toContain("Using cache");
});

test("-f elsewhere, --target, .dockerignore, a Dockerfile from the standard input", async () => {
  await put({
    "docker/dev.Dockerfile": "FROM busybox AS one\nCOPY . /all\nFROM one AS two\nRUN false\n",
    ".dockerignore": "secret\n*.log\ndocker\n",
    secret: "x",
    "b.log": "x",
    "kept/c": "x",
  });
  const ran = await build(
    "-f",
    join(context, "docker/dev.Dockerfile"),
    "--target",
    "one",
    "-t",
    "ignored",
  );
  expect(`${ran.out}${ran.err}`).toContain("Successfully tagged ignored:latest");
  expect(lines(ran.out, /^Step /)).toHaveLength(2);
  expect(await a.ok("run", "--rm", "ignored", "find", "/all", "-type", "f")).toBe("/all/kept/c");
  const piped = await a.docker(
    ["build", "-t", "piped", "-"],
    "FROM busybox\nRUN echo salut > /x\n",
  );
  expect(piped.code).toBe(0);
  const stdin = await a.docker(
    ["build", "-f", "-", context],
    "FROM busybox\nCOPY kept/c /c\nRUN ls -a / && ! ls -a / | grep -i dockerfile\n",
  );
  expect(stdin.code).toBe(0);
});

test("FROM and COPY --from an own image, a container's commit, the catalogue", async () => {
  await put({ Dockerfile: "FROM busybox\nRUN echo un > /un\n" });
  expect((await build("-t", "base:1")).code).toBe(0);
  await a.ok("run", "--name", "made", "base:1", "sh", "-c", "echo deux > /deux");
  await a.ok("commit", "made", "base:2");
  await a.ok("rm", "made");
  const id = await a.ok("images", "-q", "base:1");
  await put({
    Dockerfile: `FROM base:2 AS x\nFROM ${id}\nCOPY --from=base:2 /deux /\nCOPY --from=minimal /etc/os-release /trois\nRUN cat /un /deux\n`,
  });
  const ran = await build();
  expect(`${ran.err}${ran.out}`).toContain("un\ndeux");
  expect(ran.code).toBe(0);
  // as after a pull
  expect(await a.ok("images", "--format", "{{.Repository}}")).toContain("minimal");
});

test("ONBUILD of an own image runs in the build that starts from it", async () => {
  await put({ Dockerfile: "FROM busybox\nONBUILD RUN echo plus tard > /tard\n" });
  expect((await build("-t", "trigger")).code).toBe(0);
  await put({ Dockerfile: "FROM trigger\nRUN cat /tard\n" });
  const ran = await build();
  expect(ran.out).toContain("# Executing 1 build trigger");
  expect(ran.out).toContain("plus tard");
});

test("a failing step says so and leaves nothing; what is unknown is listed in French", async () => {
  await put({ Dockerfile: "FROM busybox\nRUN echo avant\nRUN echo oups >&2; exit 3\n" });
  const images = async () => (await a.ok("images", "-q")).split("\n").sort();
  const before = await images();
  const failed = await build("-t", "never");
  expect(failed.code).toBe(3);
  expect(failed.out).toContain("oups");
  expect(failed.err).toContain(
    "The command '/bin/sh -c echo oups >&2; exit 3' returned a non-zero code: 3",
  );
  expect((await build("-q")).err).toContain("oups");
  expect(await engineContainers()).toBe("");
  expect(await images()).toEqual(before);
  await put({ Dockerfile: "FROM nginxx\n" });
  const missing = await build();
  expect(missing.err).toMatch(/ligne 1 : l’image « nginxx » n’est ni parmi les vôtres.*busybox/);
});

test("the name's former image stays as <none>, and prune takes it", async () => {
  await put({ Dockerfile: "FROM busybox\nRUN echo 1\n" });
  await build("-t", "again");
  const old = await a.ok("images", "-q", "again");
  await put({ Dockerfile: "FROM busybox\nRUN echo 2\n" });
  await build("-t", "again");
  expect(await a.ok("images", "-q", "--filter", "dangling=true")).toContain(old);
  await a.ok("image", "prune", "-f");
  expect(await a.ok("images", "-q", "--filter", "dangling=true")).toBe("");
  await a.ok("builder", "prune", "-f");
  expect(
    await onEngine(
      "images",
      "-q",
      "--filter",
      "dangling=true",
      "--filter",
      `label=escale.workspace=${a.workspace}`,
    ),
  ).toBe("");
});

describe("ends", () => {
  test("when the client leaves: the step is stopped and gone, the next build runs", async () => {
    await put({ Dockerfile: "FROM busybox\nRUN echo parti; sleep 120\n" });
    const running = background(a, "build", context);
    await until(() => running.output().includes("parti"));
    expect(await a.ok("ps", "-q")).toBe("");
    await running.stop("SIGKILL");
    await until(async () => (await engineContainers()) === "");
    await put({ Dockerfile: "FROM busybox\nRUN true\n" });
    expect((await build()).code).toBe(0);
  });

  test("one at a time: a second build waits for the first", async () => {
    await put({
      Dockerfile: "FROM busybox\nRUN echo $(date +%s%N) ; sleep 1; echo fin $(date +%s%N)\n",
    });
    const times = (text: string) =>
      [...text.matchAll(/^(?:fin )?(\d{10,})/gm)].map(([, each]) => Number(each));
    const [one, two] = await Promise.all([build("--no-cache"), build("--no-cache")]);
    const spans = [times(one.out), times(two.out)].sort(([x = 0], [y = 0]) => x - y);
    expect(spans.flat()).toHaveLength(4);
    expect(spans[1]?.[0] ?? 0).toBeGreaterThanOrEqual(spans[0]?.[1] ?? Number.POSITIVE_INFINITY);
  });

  test("after its time, in French; memory is counted while it lasts", async () => {
    const short = await openBench({ buildSeconds: 3, buildMemory: 128 * MiB, memory: 160 * MiB });
    try {
      await put({ Dockerfile: "FROM busybox\nRUN echo parti; sleep 60\n" });
      const running = background(short.a, "build", context);
      await until(() => running.output().includes("parti"));
      const tooMuch = await short.a.docker(["run", "-m", "64m", "--rm", "busybox", "true"]);
      expect(tooMuch.err).toContain("128 Mio sur 160 Mio");
      await until(() => running.output().includes("Construction interrompue"));
      await running.stop();
      expect((await short.a.docker(["run", "-m", "64m", "--rm", "busybox", "true"])).code).toBe(0);
    } finally {
      await short.close();
    }
  });

  test("with the workspace: intermediate images of every build go, the catalogue stays", async () => {
    const other = await openBench();
    const images = () =>
      onEngine("images", "-aq", "--filter", `label=escale.workspace=${other.a.workspace}`);
    await put({
      Dockerfile:
        "FROM busybox AS x\nRUN echo x > /x\nFROM busybox\nCOPY --from=x /x /\nRUN cat /x\n",
      Failing: "FROM busybox\nRUN echo kept\nRUN false\n",
    });
    expect((await other.a.docker(["build", "-t", "app", context])).code).toBe(0);
    expect((await other.a.docker(["build", "-f", join(context, "Failing"), context])).code).toBe(1);
    await put({ Dockerfile: "FROM app\nRUN echo more\n" });
    expect((await other.a.docker(["build", context])).code).toBe(0);
    expect((await images()).split("\n").length).toBeGreaterThan(5);
    await other.close();
    expect(await images()).toBe("");
    expect(await onEngine("images", "-q", "escale/catalogue/busybox:latest")).not.toBe("");
  });
});
