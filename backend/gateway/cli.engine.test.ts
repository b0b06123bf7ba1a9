/** The real `docker` CLI through the gateway: what the course's first lessons type. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type Bench,
  background,
  fakeWorkstation,
  onEngine,
  openBench,
  run,
  type TestTenant,
  until,
} from "./testing";

let bench: Bench;
let a: TestTenant;
let b: TestTenant;
let station: string;

beforeAll(async () => {
  bench = await openBench();
  ({ a, b } = bench);
  station = await fakeWorkstation(a.workspace);
});
afterAll(() => bench.close());
afterEach(async () => {
  const ids = await a.ok("ps", "-aq");
  if (ids !== "") await a.ok("rm", "-f", ...ids.split("\n"));
});

describe("the machine", () => {
  test("version and info are an ordinary engine's, the size of the workspace", async () => {
    expect(await a.ok("version", "--format", "{{.Server.APIVersion}}")).toBe("1.41");
    const info: Record<string, unknown> = JSON.parse(await a.ok("info", "--format", "{{json .}}"));
    expect(info).toMatchObject({
      Name: "escale",
      MemTotal: 256 * 1024 ** 2,
      NCPU: 1,
      Containers: 0,
      Images: 1,
    });
    expect(info).toMatchObject({
      DockerRootDir: "/var/lib/docker",
      Swarm: { LocalNodeState: "inactive" },
    });
  });

  test("what is not open is refused in French, and says why", async () => {
    for (const command of [
      { typed: ["swarm", "init"], says: /Error response from daemon: .*ouvert/ },
      {
        typed: ["search", "x"],
        says: /Error response from daemon: .*ce site n’interroge pas le Docker Hub/,
      },
    ]) {
      const ran = await a.docker(command.typed);
      expect(ran.code).not.toBe(0);
      expect(ran.err).toMatch(command.says);
    }
  });
});

describe("containers", () => {
  test("run -d, ps, inspect, logs, stop, start, rm: two learners both have a `web`", async () => {
    const id = await a.ok(
      "run",
      "-d",
      "--name",
      "web",
      "-e",
      "WHO=a",
      "busybox",
      "sh",
      "-c",
      "echo salut $WHO; sleep 3600",
    );
    expect(await a.ok("ps", "--format", "{{.Names}} {{.Image}}")).toBe("web busybox");
    expect(await b.ok("ps", "--format", "{{.Names}} {{.Image}}")).toBe("web busybox");
    expect(
      await a.ok(
        "inspect",
        "--format",
        "{{.Name}} {{.Config.Image}} {{json .Config.Labels}}",
        "web",
      ),
    ).toBe("/web busybox {}");
    expect(await a.ok("inspect", "--format", "{{.Id}}", id.slice(0, 6))).toBe(id);
    await until(async () => (await a.ok("logs", "web")) === "salut a");
    expect(await a.ok("stop", "-t", "1", "web")).toBe("web");
    expect(await a.ok("ps", "-q")).toBe("");
    expect(await a.ok("start", "web")).toBe("web");
    expect(await a.ok("restart", "-t", "0", "web")).toBe("web");
    expect(await a.ok("kill", "web")).toBe("web");
    expect(await a.ok("rm", "web")).toBe("web");
    expect(await b.ok("ps", "--format", "{{.ID}}", "--no-trunc")).toBe(bench.victim.id);
  });

  test("the options of run that the course uses reach the container", async () => {
    await a.ok(
      "run",
      "-d",
      "--name",
      "opts",
      "--hostname",
      "phare",
      "-w",
      "/tmp",
      "-u",
      "1000:1000",
      "-m",
      "48m",
      "--cpus",
      "0.5",
      "--label",
      "cours=1",
      "--read-only",
      "--tmpfs",
      "/scratch:size=1m",
      "--cap-drop",
      "ALL",
      "--restart",
      "on-failure:2",
      "--init",
      "--stop-signal",
      "SIGINT",
      "--entrypoint",
      "sleep",
      "--health-cmd",
      "true",
      "--health-interval",
      "1s",
      "busybox",
      "3600",
    );
    const format =
      "{{.Config.Hostname}} {{.Config.WorkingDir}} {{.Config.User}} {{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{json .Config.Labels}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.RestartPolicy.Name}} {{.Config.StopSignal}}";
    expect(await a.ok("inspect", "--format", format, "opts")).toBe(
      'phare /tmp 1000:1000 50331648 500000000 {"cours":"1"} true on-failure SIGINT',
    );
    expect(
      await a.ok(
        "exec",
        "opts",
        "sh",
        "-c",
        "hostname; pwd; id -u; grep CapEff /proc/1/status; touch /x 2>&1 | grep -c only",
      ),
    ).toMatch(/^phare\n\/tmp\n1000\nCapEff:\s+0000000000000000\n1$/);
    await until(
      async () =>
        (await a.ok("inspect", "--format", "{{.State.Health.Status}}", "opts")) === "healthy",
    );
  });

  test("run --rm gives output, exit code and leaves nothing; a name is chosen when none is given", async () => {
    const ran = await a.docker([
      "run",
      "--rm",
      "busybox",
      "sh",
      "-c",
      "echo out; echo err >&2; exit 7",
    ]);
    expect(ran).toEqual({ code: 7, out: "out\n", err: "err\n" });
    await until(async () => (await a.ok("ps", "-aq")) === "");
    await a.ok("run", "-d", "busybox", "sleep", "60");
    expect(await a.ok("ps", "--format", "{{.Names}}")).toMatch(/^[a-z]+_[a-z]+$/);
    await expect(a.ok("run", "--rm", "--rm", "busybox", "true")).resolves.toBe("");
  });

  test("stdin is half-closed at its end: cat answers and ends", async () => {
    const text = "é\n".repeat(100_000);
    const ran = await a.docker(["run", "-i", "--rm", "busybox", "cat"], text);
    expect(ran.code).toBe(0);
    expect(ran.out).toBe(text);
    await a.ok("run", "-d", "--name", "web", "busybox", "sleep", "60");
    expect((await a.docker(["exec", "-i", "web", "wc", "-c"], text)).out.trim()).toBe(
      String(Buffer.byteLength(text)),
    );
  });

  test("-it is a terminal that can be resized, for run and for exec", async () => {
    const ran = await run("script", [
      "-qec",
      `stty cols 91 rows 31; docker --host unix://${a.socket} run -it --rm busybox sh -c 'sleep 0.5; tty; stty size'`,
      "/dev/null",
    ]);
    expect(ran.out).toContain("/dev/pts/0");
    expect(ran.out).toContain("31 91");
    await a.ok("run", "-d", "--name", "web", "busybox", "sleep", "60");
    const exec = await run("script", [
      "-qec",
      `stty cols 93 rows 33; docker --host unix://${a.socket} exec -it -e X=y -w /tmp -u 1000 web sh -c 'sleep 0.5; stty size; pwd; id -u; echo $X'`,
      "/dev/null",
    ]);
    expect(exec.out.replaceAll("\r", "")).toContain("33 93\n/tmp\n1000\ny");
  });

  test("attach joins a running container; leaving it frees what it held on the engine", async () => {
    await a.ok(
      "run",
      "-di",
      "--name",
      "web",
      "busybox",
      "sh",
      "-c",
      "while read x; do echo lu:$x; done; sleep 60",
    );
    const session = background(a, "attach", "--sig-proxy=false", "web");
    await new Promise((resolve) => setTimeout(resolve, 300));
    session.write("un\n");
    await until(() => session.output().includes("lu:un"));
    await session.stop("SIGKILL");
    expect(await a.ok("inspect", "--format", "{{.State.Running}}", "web")).toBe("true");
  });

  test("logs -f follows, --tail, --since and -t choose", async () => {
    await a.ok(
      "run",
      "-d",
      "--name",
      "web",
      "busybox",
      "sh",
      "-c",
      "for i in 1 2 3; do echo l$i; done; sleep 1; echo l4; sleep 60",
    );
    const following = background(a, "logs", "-f", "--tail", "1", "web");
    await until(() => following.output().includes("l4"));
    expect(await following.stop()).toBe("l3\nl4\n");
    expect(await a.ok("logs", "-t", "--tail", "1", "web")).toMatch(/^\d{4}-\d\d-\d\dT.* l4$/);
    expect(await a.ok("logs", "--since", "1h", "web")).toBe("l1\nl2\nl3\nl4");
  });

  test("top, stats, diff, pause, rename, wait, port", async () => {
    await a.ok("run", "-d", "--name", "web", "busybox", "sleep", "3600");
    expect(await a.ok("top", "web", "-eo", "pid,args")).toContain("sleep 3600");
    expect(await a.ok("stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}}")).toMatch(
      /^web .*32MiB$/,
    );
    const stats = background(a, "stats", "--format", "{{.Name}}={{.PIDs}}");
    await until(() => /web=\d/.test(stats.output()));
    await stats.stop();
    await a.ok("exec", "web", "touch", "/new");
    expect(await a.ok("diff", "web")).toBe("A /new");
    await a.ok("pause", "web");
    expect(await a.ok("ps", "--format", "{{.Status}}")).toContain("(Paused)");
    await a.ok("unpause", "web");
    await a.ok("rename", "web", "site");
    expect(await a.ok("port", "site")).toBe("");
    const waiting = a.ok("wait", "site");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await a.ok("kill", "site");
    expect(await waiting).toBe("137");
  });

  test("cp both ways keeps content, mode and links", async () => {
    const folder = await mkdtemp(join(tmpdir(), "escale-cp-"));
    try {
      await writeFile(join(folder, "un"), "x".repeat(300_000), { mode: 0o751 });
      await run("ln", ["-s", "un", join(folder, "lien")]);
      await a.ok("run", "-d", "--name", "web", "busybox", "sleep", "60");
      await a.ok("cp", folder, "web:/tmp/dossier");
      expect(
        await a.ok(
          "exec",
          "web",
          "sh",
          "-c",
          "cd /tmp/dossier; wc -c < un; stat -c %a un; readlink lien",
        ),
      ).toBe("300000\n751\nun");
      await a.ok("cp", "web:/tmp/dossier/un", join(folder, "retour"));
      expect(await readFile(join(folder, "retour"), "utf8")).toBe("x".repeat(300_000));
      expect((await a.docker(["cp", "web:/nulle/part", folder])).code).not.toBe(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("ps filters: name, status, label, ancestor, limits", async () => {
    await a.ok("run", "-d", "--name", "un", "--label", "n=1", "busybox", "sleep", "60");
    await a.ok("create", "--name", "deux", "--label", "n=2", "busybox");
    const names = async (...args: string[]) =>
      (await a.ok("ps", "--format", "{{.Names}}", ...args)).split("\n").join(" ");
    expect(await names()).toBe("un");
    expect(await names("-a", "--filter", "name=^/u")).toBe("un");
    expect(await names("-a", "--filter", "name=z")).toBe("");
    expect(await names("--filter", "status=created")).toBe("deux");
    expect(await names("-a", "--filter", "label=n=2")).toBe("deux");
    expect(await names("-a", "--filter", "ancestor=busybox")).toBe("deux un");
    expect(await names("-a", "--filter", "ancestor=absent")).toBe("");
    expect(await names("-l")).toBe("deux");
    expect(await names("-n", "5")).toBe("deux un");
    expect(await a.ok("container", "prune", "-f")).toContain("Deleted Containers");
    expect(await names("-a")).toBe("un");
  });

  test("--log-opt within the bound is given as asked", async () => {
    const options = (name: string) =>
      a.ok("inspect", "--format", "{{json .HostConfig.LogConfig}}", name);
    const asked = ["--log-driver", "json-file", "--log-opt", "max-size=100k"];
    await a.ok("run", "--name", "bavard", ...asked, "--log-opt", "max-file=3", "busybox", "true");
    expect(JSON.parse(await options("bavard"))).toEqual({
      Type: "json-file",
      Config: { "max-size": "100k", "max-file": "3" },
    });
    const large = ["--log-opt", "max-size=10m", "--log-opt", "max-file=3"];
    const refusal = await a.docker(["create", ...large, "busybox"]);
    expect(refusal.err).toMatch(/3 fichiers de 10m dépassent les 2\sMio/);
    expect((await a.docker(["create", "--log-driver", "local", "busybox"])).code).not.toBe(0);
  });

  test("events tell own containers, with their own names", async () => {
    const watching = background(
      a,
      "events",
      "--format",
      "{{.Type}} {{.Action}} {{.Actor.Attributes.name}}",
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    await b.ok("exec", "web", "true");
    await a.ok("run", "--rm", "--name", "bref", "busybox", "true");
    await until(() => watching.output().includes("container destroy bref"));
    const told = await watching.stop();
    expect(told).toContain("container create bref");
    expect(
      told
        .trim()
        .split("\n")
        .every((line) => line.endsWith(line.startsWith("network") ? " bridge" : " bref")),
    ).toBe(true);
  });
});

describe("images", () => {
  test("pull takes from the catalogue at once; what is not there is said with what is", async () => {
    const missing = await a.docker(["pull", "nulle-part"]);
    expect(missing.code).toBe(1);
    expect(missing.err).toMatch(/« nulle-part:latest » n’est pas dans le catalogue.*busybox/);
    expect((await a.docker(["run", "--rm", "nulle-part"])).err).toContain(
      "Unable to find image 'nulle-part:latest' locally",
    );
    expect(await a.ok("pull", "busybox")).toContain(
      "Status: Image is up to date for busybox:latest",
    );
    expect(await a.ok("pull", "docker.io/library/busybox")).toContain("busybox");
  });

  test("tag, history, inspect, commit, rmi, prune keep to own references", async () => {
    await a.ok("run", "--name", "web", "busybox", "touch", "/mien");
    await a.ok("commit", "-m", "le mien", "-c", "ENV A=b", "web", "moi/app:1");
    await a.ok("tag", "moi/app:1", "localhost:5000/app");
    expect(
      (await a.ok("images", "--format", "{{.Repository}}:{{.Tag}}")).split("\n").sort(),
    ).toEqual(["busybox:latest", "localhost:5000/app:latest", "moi/app:1"]);
    expect(await a.ok("run", "--rm", "localhost:5000/app", "sh", "-c", "ls /mien; echo $A")).toBe(
      "/mien\nb",
    );
    expect(
      await a.ok(
        "inspect",
        "--format",
        "{{json .RepoTags}} {{.Comment}} {{json .Config.Labels}}",
        "moi/app:1",
      ),
    ).toContain("le mien {}");
    expect(await a.ok("history", "--format", "{{.ID}} {{.Comment}}", "moi/app:1")).toContain(
      "le mien",
    );
    const id = await a.ok("images", "-q", "--no-trunc", "moi/app");
    expect((await a.docker(["rmi", id])).err).toContain("must be forced");
    expect(await a.ok("rmi", "moi/app:1")).toBe("Untagged: moi/app:1");
    expect(await a.ok("rmi", "localhost:5000/app")).toContain(`Deleted: ${id}`);
    await expect(onEngine("image", "inspect", id)).rejects.toThrow(/No such image/);
  });

  test("a commit without a name, and an image whose name is taken, stay as <none>", async () => {
    await a.ok("run", "--name", "web", "busybox", "touch", "/un");
    const first = await a.ok("commit", "web");
    expect(await a.ok("images", "--filter", "dangling=true", "-q", "--no-trunc")).toBe(first);
    expect(await a.ok("run", "--rm", first.slice(7, 19), "ls", "/un")).toBe("/un");
    await a.ok("commit", "web", "app");
    await a.ok("commit", "web", "app");
    expect((await a.ok("images", "--filter", "dangling=true", "-q")).split("\n")).toHaveLength(2);
    expect(await a.ok("image", "prune", "-f")).toContain("Deleted Images");
    expect(await a.ok("images", "--filter", "dangling=true", "-q")).toBe("");
    await a.ok("rmi", "app");
  });

  test("an image in use is kept, in the engine's words", async () => {
    await a.ok("run", "-d", "--name", "web", "busybox", "sleep", "60");
    expect((await a.docker(["rmi", "busybox"])).err).toContain(
      'unable to remove repository reference "busybox" (must force)',
    );
    expect(
      await onEngine("image", "inspect", "--format", "{{.Id}}", "escale/catalogue/busybox:latest"),
    ).toMatch(/^sha256/);
  });

  test("the workstation is neither seen nor named", async () => {
    expect(await a.ok("ps", "-aq", "--no-trunc")).toBe("");
    for (const name of [station, station.slice(0, 12), `escale-ws-${a.workspace}`])
      expect((await a.docker(["inspect", name])).err).toContain("No such object");
    expect((await a.docker(["commit", station])).err).toContain("No such container");
  });
});
