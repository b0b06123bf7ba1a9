/** `-v "$PWD":/srv`: own files in containers, live on both sides. */
import { lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, type TestTenant, until } from "../testing";
import { isMounted, unmount } from "./mount";

let bench: Bench;
let a: TestTenant;

beforeAll(async () => {
  bench = await openBench();
  a = bench.a;
});
afterAll(() => bench.close());
afterEach(async () => {
  const ids = await a.ok("ps", "-aq");
  if (ids !== "") await a.ok("rm", "-f", "-v", ...ids.split("\n"));
  for (const name of await readdir(a.home))
    await rm(join(a.home, name), { recursive: true, force: true });
});

const home = "/home/apprenant";
const held = () => readdir(join(bench.binds, a.workspace)).catch(() => []);

test("a folder and a file are mounted, live, and shown as the learner wrote them", async () => {
  await mkdir(join(a.home, "site"));
  await writeFile(join(a.home, "site/index.html"), "un");
  await writeFile(join(a.home, "conf"), "file");
  await a.settle();
  const [folder, file] = [`${home}/site:/srv`, `${home}/conf:/etc/conf:ro`];
  await a.ok("run", "-d", "--name", "web", "-v", folder, "-v", file, "busybox", "sleep", "60");
  expect(await a.ok("exec", "web", "cat", "/srv/index.html", "/etc/conf")).toBe("unfile");
  await writeFile(join(a.home, "site/index.html"), "deux");
  await a.ok("exec", "web", "sh", "-c", "cat /srv/index.html; echo trois > /srv/new");
  expect(await readFile(join(a.home, "site/new"), "utf8")).toBe("trois\n");
  expect((await a.docker(["exec", "web", "sh", "-c", "echo x > /etc/conf"])).err).toContain(
    "Read-only",
  );
  const inspected = JSON.parse(await a.ok("inspect", "web"));
  expect(inspected[0].HostConfig.Binds).toEqual(expect.arrayContaining([folder, file]));
  expect(inspected[0].Mounts).toEqual(
    expect.arrayContaining([
      {
        Type: "bind",
        Source: `${home}/site`,
        Destination: "/srv",
        Mode: "",
        RW: true,
        Propagation: "rprivate",
      },
    ]),
  );
  expect(JSON.stringify(inspected)).not.toContain(bench.binds);
  expect(await a.ok("ps", "--no-trunc", "--format", "{{.Mounts}}")).toContain(home);
});

test("`..` in the path is read as the CLI's users mean it; the home itself can be mounted", async () => {
  await writeFile(join(a.home, "x"), "x");
  await mkdir(join(a.home, "deep"));
  await a.settle();
  const run = (source: string) => a.ok("run", "--rm", "-v", `${source}:/m`, "busybox", "ls", "/m");
  expect(await run(`${home}/deep/..`)).toBe("deep\nx");
  expect(await run(home)).toBe("deep\nx");
  expect(await run(`${home}/`)).toBe("deep\nx");
});

test("-v makes a folder that is missing and gives it to the learner; --mount does not", async () => {
  await a.ok("run", "--rm", "-v", `${home}/new/deep:/d`, "busybox", "true");
  const [owner, made] = await Promise.all([stat(a.home), stat(join(a.home, "new/deep"))]);
  expect(made.isDirectory()).toBe(true);
  expect(made.uid).toBe(owner.uid);
  expect((await stat(join(a.home, "new"))).uid).toBe(owner.uid);
  const mount = `type=bind,source=${home}/other,target=/d`;
  expect((await a.docker(["run", "--mount", mount, "busybox"])).err).toContain(
    `bind source path does not exist: ${home}/other`,
  );
  await expect(lstat(join(a.home, "other"))).rejects.toThrow("ENOENT");
  await mkdir(join(a.home, "other"));
  await a.ok("run", "--rm", "--mount", `${mount},readonly`, "busybox", "true");
});

test("a source that is removed or replaced is found anew at the next start", async () => {
  await mkdir(join(a.home, "site"));
  await writeFile(join(a.home, "site/x"), "1");
  await a.ok("run", "--name", "cat", "-v", `${home}/site:/s`, "busybox", "cat", "/s/x");
  await rm(join(a.home, "site"), { recursive: true });
  await mkdir(join(a.home, "site"));
  await writeFile(join(a.home, "site/x"), "2");
  expect(await a.ok("start", "-a", "cat")).toBe("2");
  await rm(join(a.home, "site"), { recursive: true });
  expect((await a.docker(["start", "-a", "cat"])).err).toContain("/s/x");
  expect((await stat(join(a.home, "site"))).isDirectory()).toBe(true);
});

test("what is held is let go of when its container goes, in whatever way", async () => {
  const run = ["run", "-v", `${home}/d:/d`];
  await a.ok(...run, "--name", "one", "busybox", "true");
  expect(await held()).toHaveLength(1);
  await a.ok("rm", "one");
  expect(await held()).toEqual([]);
  await a.ok(...run, "--rm", "busybox", "true");
  await a.ok(...run, "--name", "two", "busybox", "true");
  await until(async () => (await held()).length === 1);
  expect(
    (await a.docker(["create", "-v", `${home}/d:/d`, "--name", "two", "busybox"])).err,
  ).toContain("already in use");
  expect(await held()).toHaveLength(1);
  await a.ok("container", "prune", "-f");
  expect(await held()).toEqual([]);
});

test("--volumes-from takes own folders along, and outlives the container it took them from", async () => {
  await mkdir(join(a.home, "d"));
  await writeFile(join(a.home, "d/x"), "x");
  await a.ok("create", "--name", "first", "-v", `${home}/d:/d`, "busybox");
  await a.ok("create", "--name", "second", "--volumes-from", "first", "busybox", "cat", "/d/x");
  await a.ok("rm", "first");
  expect(await a.ok("start", "-a", "second")).toBe("x");
});

test("symbolic links are refused with what to do instead", async () => {
  await symlink("d", join(a.home, "link"));
  const linked = await a.docker(["create", "-v", `${home}/link:/d`, "busybox"]);
  expect(linked.err).toContain("lien symbolique");
  expect(linked.err).toContain("readlink -f");
  expect(await held()).toEqual([]);
});

test("what is held outlives the gateway, and is let go of when the workspace ends", async () => {
  await writeFile(join(a.home, "x"), "1");
  await a.settle();
  await a.ok("create", "--name", "kept", "-v", `${home}:/d`, "busybox", "cat", "/d/x");
  const [id = ""] = await held();
  const place = join(bench.binds, a.workspace, id);
  await bench.relisten(a);
  expect(isMounted(place)).toBe(true);
  await unmount(place);
  await bench.relisten(a);
  expect(isMounted(place)).toBe(true);
  expect(await a.ok("start", "-a", "kept")).toBe("1");
  await a.ok("rm", "kept");
  await a.ok("create", "--name", "end", "-v", `${home}:/d`, "busybox");
  await bench.end(a);
  expect(await held()).toEqual([]);
  expect(await readFile(join(a.home, "x"), "utf8")).toBe("1");
  await bench.relisten(a);
});
