/** Virtual machines: more than one's share of them, and /dev/kvm for what is not the catalogue's. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { machineImage, scopedName } from "@/backend/engine/ownership";
import { type Bench, onEngine, openBench, type TestTenant, until } from "../testing";

const MiB = 1024 ** 2;
const room = { memory: 1024 * MiB, containerMemory: 256 * MiB, containers: 12, images: 30 };
const image = "machine-virtuelle";
const onePerLearner = /Une machine virtuelle par personne/;

const removeAll = async (...tenants: TestTenant[]) => {
  for (const tenant of tenants) {
    const ids = (await tenant.ok("ps", "-aq")).split("\n").filter((id) => id !== "");
    if (ids.length > 0) await tenant.ok("rm", "-f", ...ids);
  }
};
const runs = (tenant: TestTenant, name: string) =>
  tenant.ok("inspect", "--format", "{{.State.Running}}", name).then((text) => text === "true");

describe("one place for all", () => {
  let bench: Bench;
  let a: TestTenant;
  let b: TestTenant;
  beforeAll(async () => {
    bench = await openBench(room, undefined, {}, "none", { most: 1, timeMs: 600_000, kvm: null });
    ({ a, b } = bench);
    await Promise.all([a.ok("pull", "-q", image), b.ok("pull", "-q", image)]);
  }, 120_000);
  afterAll(() => bench.close());
  afterEach(() => removeAll(a));

  test("who comes second is told their place in line, and has it once the first has left", async () => {
    await b.ok("run", "-dit", "--name", "vm", image);
    for (let i = 0; i < 2; i++) {
      const refused = await a.docker(["run", "-dit", "--rm", "--name", "vm", image]);
      expect(refused.code).not.toBe(0);
      expect(refused.err).toMatch(/à la place 1 sur 1/);
    }
    // nothing of the refused one is left, and other containers start as ever
    expect(await a.ok("ps", "-aq")).toBe("");
    await a.ok("run", "--rm", "busybox", "true");
    await b.ok("rm", "-f", "vm");
    // the place is kept for who waited
    const again = await b.docker(["run", "-dit", "--rm", "--name", "vm", image]);
    expect(again.err).toMatch(/à la place 2 sur 2/);
    await a.ok("run", "-dit", "--name", "vm", image);
    expect(await runs(a, "vm")).toBe(true);
    expect(bench.gateway.tenant(b.workspace)?.machines.status(b.workspace).line).toEqual({
      position: 1,
      of: 1,
      turn: false,
    });
    await bench.end(b);
    await bench.relisten(b);
  });

  test("what was made from it counts: another tag, a commit, a build", async () => {
    await a.ok("run", "-dit", "--name", "vm", image);
    await a.ok("tag", image, "innocent:1");
    await a.ok("commit", "vm", "innocent:2");
    const built = await a.docker(["build", "-t", "innocent:3", "-"], `FROM ${image}\nENV X=1\n`);
    expect(built.code, built.err).toBe(0);
    for (const tag of ["1", "2", "3"]) {
      await a.ok("create", "-it", "--name", `other${tag}`, `innocent:${tag}`);
      const started = await a.docker(["start", `other${tag}`]);
      expect(started.err, tag).toMatch(onePerLearner);
      const restarted = await a.docker(["restart", `other${tag}`]);
      expect(restarted.err, tag).toMatch(onePerLearner);
      expect(await runs(a, `other${tag}`)).toBe(false);
    }
  });

  test("another image under its name is not one, and may be run as often as one likes", async () => {
    await a.ok("rmi", "-f", image).catch(() => undefined);
    await a.ok("tag", "busybox", image);
    await a.ok("run", "-d", "--name", "one", image, "sleep", "60");
    await a.ok("run", "-d", "--name", "two", image, "sleep", "60");
    await removeAll(a);
    await a.ok("rmi", image);
    await a.ok("pull", "-q", image);
  });

  test("no restart policy starts one past the line", async () => {
    const policies = ["always", "unless-stopped", "on-failure"];
    for (const policy of policies) {
      const run = await a.docker(["create", "-it", "--restart", policy, image]);
      expect(run.err).toMatch(/--restart n’est pas permis pour une machine virtuelle/);
    }
    await a.ok("create", "-it", "--name", "vm", image);
    const update = await a.docker(["update", "--restart", "always", "vm"]);
    expect(update.err).toMatch(/--restart n’est pas permis pour une machine virtuelle/);
    const policy = await a.ok("inspect", "--format", "{{.HostConfig.RestartPolicy.Name}}", "vm");
    expect(policy).toBe("no");
  });

  test("many starts at once are one", async () => {
    const names = Array.from({ length: 6 }, (_, index) => `vm${index}`);
    for (const name of names) await a.ok("create", "-it", "--name", name, image);
    const all = await Promise.all(names.map((name) => a.docker(["start", name])));
    expect(all.filter(({ code }) => code === 0)).toHaveLength(1);
    expect(await a.ok("ps", "-q")).toMatch(/^\w+$/);
  });

  test("docker restart of the one that runs keeps its place, and no more than that", async () => {
    await a.ok("run", "-dit", "--name", "vm", image);
    await Promise.all([a.ok("restart", "-t", "0", "vm"), a.ok("restart", "-t", "0", "vm")]);
    expect(await runs(a, "vm")).toBe(true);
    const tenant = bench.gateway.tenant(a.workspace);
    expect(tenant?.machines.status(a.workspace).running).toBe(1);
  });

  test("a learner whose workspace ends leaves place and line", async () => {
    const machines = bench.gateway.tenant(a.workspace)?.machines;
    await a.ok("run", "-dit", "--name", "vm", image);
    await b.docker(["run", "-dit", "--rm", "--name", "vm", image]);
    expect(machines?.status(b.workspace).line?.position).toBe(1);
    await bench.end(b);
    expect(machines?.status(b.workspace).line).toBeNull();
    await bench.relisten(b);
  });
});

describe("for a time only", () => {
  let bench: Bench;
  let a: TestTenant;
  beforeAll(async () => {
    bench = await openBench(room, undefined, {}, "none", { most: 1, timeMs: 10_000, kvm: null });
    ({ a } = bench);
    await a.ok("pull", "-q", image);
  }, 120_000);
  afterAll(() => bench.close());

  test("one that is paused, or started anew again and again, ends as any other", async () => {
    await a.ok("run", "-dit", "--name", "paused", image);
    // a busy host may not freeze it at once
    await until(async () => (await a.docker(["pause", "paused"])).code === 0, 4_000);
    await until(async () => !(await runs(a, "paused")), 25_000);
    const machines = bench.gateway.tenant(a.workspace)?.machines;
    expect(machines?.status(a.workspace).timedOut).toBe(true);
    await until(() => machines?.status(a.workspace).running === 0);

    const begun = Date.now();
    await a.ok("run", "-dit", "--name", "again", image);
    await a.ok("restart", "-t", "0", "again");
    await until(() => Date.now() - begun > 8_000, 20_000);
    await a.docker(["restart", "-t", "0", "again"]);
    await until(async () => !(await runs(a, "again")), 20_000);
    // the second restart would have given it until the 18th second
    expect(Date.now() - begun).toBeLessThan(17_500);
  }, 90_000);

  test("where the operator allows none, none starts, and says so", async () => {
    const closed = await openBench(room);
    try {
      await closed.a.ok("pull", "-q", image);
      const run = await closed.a.docker(["run", "-dit", "--rm", image]);
      expect(run.err).toMatch(/ne fait pas tourner de machines virtuelles/);
    } finally {
      await closed.close();
    }
  }, 60_000);
});

describe("/dev/kvm", () => {
  let bench: Bench;
  let a: TestTenant;
  // a host without KVM has this one; what is given to whom is the same
  const device = "/dev/null";
  const devices = async (name: string) =>
    onEngine("inspect", "--format", "{{json .HostConfig.Devices}}", scopedName(a.workspace, name));
  beforeAll(async () => {
    bench = await openBench(room, undefined, {}, "none", { most: 2, timeMs: 600_000, kvm: device });
    ({ a } = bench);
    await a.ok("pull", "-q", image);
  }, 120_000);
  afterAll(() => bench.close());
  afterEach(() => removeAll(a));

  test("is given to the catalogue's image run as it is, under any tag", async () => {
    await a.ok("create", "-it", "--name", "vm", image);
    expect(await devices("vm")).toContain(`"PathOnHost":"${device}","PathInContainer":"/dev/kvm"`);
    await a.ok("tag", image, "autre:1");
    await a.ok("create", "-it", "--rm", "--name", "tagged", "autre:1");
    expect(await devices("tagged")).toContain("/dev/kvm");
    // and a learner is told of no device of the host's
    expect(await a.ok("inspect", "--format", "{{json .HostConfig.Devices}}", "vm")).toBe("[]");
  });

  test("is given to nothing else", async () => {
    await a.ok("tag", "busybox", "machine-virtuelle:busybox");
    await a.ok("create", "-it", "--name", "source", image);
    await a.ok("commit", "--change", "CMD sh", "source", "machine-virtuelle:derived");
    const attempts: Record<string, string[]> = {
      "another image of that name": ["machine-virtuelle:busybox"],
      "a commit of it": ["machine-virtuelle:derived"],
      "another image": ["busybox"],
      "its image with a command": [image, "sh"],
      "its image with an entry point": ["--entrypoint", "sh", image],
      "its image with a variable": ["-e", "ENV=/tmp/x", image],
      "its image with a volume": ["-v", "data:/machine", image],
      "its image with a folder": ["-v", "/home/apprenant:/bin", image],
      "its image with a health check": ["--health-cmd", "true", image],
      "its image as another user": ["-u", "1000", image],
      "its image with a tmpfs": ["--tmpfs", "/machine", image],
      "its image in another's processes": ["--pid", "container:plain", image],
    };
    await a.ok("run", "-d", "--name", "plain", "busybox", "sleep", "60");
    let number = 0;
    for (const [what, words] of Object.entries(attempts)) {
      const name = `try${number++}`;
      await a.ok("create", "-it", "--name", name, ...words);
      expect(await devices(name), what).toMatch(/^(null|\[\])$/);
      await a.ok("rm", name);
    }
    for (const words of [["--device", "/dev/kvm"], ["--label", "escale.kvm=1"], ["--privileged"]]) {
      const refused = await a.docker(["create", ...words, image]);
      expect(refused.code, words.join(" ")).not.toBe(0);
    }
  });

  test("is alone with QEMU: no exec, no copy into it, no shared processes, no update of its image", async () => {
    await a.ok("create", "-it", "--name", "vm", image);
    const sealed = /On n’entre dans cette machine virtuelle que par sa console/;
    expect((await a.docker(["cp", "/etc/hostname", "vm:/machine/machine.sh"])).err).toMatch(sealed);
    const pid = await a.docker(["create", "--pid", "container:vm", "busybox"]);
    expect(pid.err).toMatch(sealed);
    const ipc = await a.docker(["create", "--ipc", "container:vm", "busybox"]);
    expect(ipc.err).toMatch(sealed);
    const exec = await a.http("POST", "/v1.41/containers/vm/exec", { Cmd: ["sh"] });
    expect([exec.status, exec.message]).toEqual([403, expect.stringMatching(sealed)]);
    // what comes out may be looked at
    await a.ok("cp", "vm:/machine/machine.sh", "-");
  });
});

test("the image that these attempts are about is the catalogue's", async () => {
  expect(
    await onEngine("image", "inspect", "--format", "{{.Architecture}}", machineImage),
  ).not.toBe("");
});
