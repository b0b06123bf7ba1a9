/** Reaching the host through create, exec, update, cp: attempts 12 to 26; and from inside: 33. */

import { Readable } from "node:stream";
import { pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, fakeWorkstation, onEngine, openBench, type TestTenant } from "../testing";

let bench: Bench;
let a: TestTenant;
let victim: string;
let station: string;

beforeAll(async () => {
  bench = await openBench({ containers: 40 });
  a = bench.a;
  victim = bench.victim.id;
  station = await fakeWorkstation(a.workspace);
});
afterAll(() => bench.close());

const create = (fields: object) =>
  a.http("POST", "/containers/create", { Image: "busybox", Cmd: ["true"], ...fields });
const count = async () =>
  (await onEngine("ps", "-aq", "--filter", `label=escale.workspace=${a.workspace}`)).split("\n")
    .length;

/** Refused, and nothing was made. */
async function refusedByName(HostConfig: object, word: string) {
  const before = await count();
  const answer = await create({ HostConfig });
  expect(answer.status, JSON.stringify(HostConfig)).toBeGreaterThanOrEqual(400);
  expect(answer.message).toContain(word);
  expect(await count()).toBe(before);
}

test("12. Privileged, and capabilities in every spelling", async () => {
  await refusedByName({ Privileged: true }, "--privileged");
  for (const name of [
    "SYS_ADMIN",
    "sys_admin",
    "CAP_SYS_ADMIN",
    "cap_sys_admin",
    "NET_ADMIN",
    "NET_RAW",
    "Sys_Ptrace",
    "MKNOD",
    "SETFCAP",
    "AUDIT_WRITE",
    "SYS_MODULE",
    "BPF",
  ])
    await refusedByName({ CapAdd: [name] }, name);
  const out = await a.ok(
    "run",
    "--rm",
    "--cap-add",
    "all",
    "busybox",
    "grep",
    "CapBnd",
    "/proc/self/status",
  );
  // CHOWN 0, DAC_OVERRIDE 1, FOWNER 3, FSETID 4, KILL 5, SETGID 6, SETUID 7, SETPCAP 8, NET_BIND 10, CHROOT 18
  expect(Number.parseInt(out.split("\t")[1] ?? "", 16)).toBe(0x405fb);
});

test("12. exec --privileged", async () => {
  const name = await a.ok("run", "-d", "busybox", "sleep", "60");
  const answer = await a.http("POST", `/containers/${name}/exec`, {
    Cmd: ["id"],
    Privileged: true,
  });
  expect(answer.status).toBe(400);
  expect(answer.message).toContain("--privileged");
  expect((await a.docker(["exec", "--privileged", name, "id"])).code).not.toBe(0);
  await a.ok("rm", "-f", name);
});

test("13. security options, masked and read-only paths", async () => {
  for (const option of [
    "seccomp=unconfined",
    "apparmor=unconfined",
    "systempaths=unconfined",
    "label=disable",
    "no-new-privileges=false",
    "no-new-privileges:false",
    'seccomp={"defaultAction":"SCMP_ACT_ALLOW"}',
  ])
    await refusedByName({ SecurityOpt: [option] }, "--security-opt");
  await refusedByName({ MaskedPaths: [] }, "Démasquer");
  await refusedByName({ ReadonlyPaths: [] }, "Déverrouiller");
  await refusedByName({ MaskedPaths: ["/x"] }, "Démasquer");
  const out = await a.ok(
    "run",
    "--rm",
    "busybox",
    "grep",
    "-E",
    "NoNewPrivs|Seccomp:",
    "/proc/self/status",
  );
  expect(out.replaceAll("\t", " ")).toBe("NoNewPrivs: 1\nSeccomp: 2");
});

test("14. namespaces of the host, of B, of the workstation", async () => {
  const options = {
    PidMode: "--pid",
    IpcMode: "--ipc",
    UTSMode: "--uts",
    UsernsMode: "--userns",
    CgroupnsMode: "--cgroupns",
  };
  for (const [field, option] of Object.entries(options))
    for (const value of [
      "host",
      "HOST",
      "ns:/proc/1/ns/net",
      "container:",
      ...(field === "PidMode" || field === "IpcMode"
        ? []
        : [`container:${victim}`, `container:${station}`, "container:web"]),
    ])
      await refusedByName({ [field]: value }, option);
  await refusedByName({ NetworkMode: "host" }, "--network");
  for (const field of ["NetworkMode", "PidMode", "IpcMode"])
    for (const value of [`container:${victim}`, `container:${station}`, "container:web"])
      expect((await create({ HostConfig: { [field]: value } })).message).toBe(
        `No such container: ${value.slice("container:".length)}`,
      );
  for (const value of ["HOST", "ns:/proc/1/ns/net", "escale-build"])
    expect((await create({ HostConfig: { NetworkMode: value } })).message).toBe(
      `network ${value} not found`,
    );
});

test("16. volume drivers and a tmpfs without bound", async () => {
  await refusedByName({ VolumeDriver: "x" }, "--volume-driver");
  for (const options of [
    "size=1t",
    "size=0",
    "dev",
    "suid",
    "size=64m,nr_blocks=0",
    "mpol=bind",
    "size=99999999999999999999",
  ])
    await refusedByName({ Tmpfs: { "/x": options } }, "--tmpfs");
});

test("17, 18. devices, sysctls, limits, runtimes, logs", async () => {
  const attempts: [object, string][] = [
    [
      {
        Devices: [
          { PathOnHost: "/dev/mem", PathInContainer: "/dev/mem", CgroupPermissions: "rwm" },
        ],
      },
      "--device",
    ],
    [{ DeviceCgroupRules: ["a *:* rwm"] }, "--device-cgroup-rule"],
    [{ DeviceRequests: [{ Driver: "", Count: -1 }] }, "--gpus"],
    [{ Sysctls: { "kernel.core_pattern": "|/x" } }, "--sysctl"],
    [{ OomKillDisable: true }, "--oom-kill-disable"],
    [{ OomScoreAdj: -1000 }, "--oom-score-adj"],
    [{ KernelMemory: 1 }, "--kernel-memory"],
    [{ Memory: 32 * 1024 ** 2, MemorySwap: -1 }, "--memory-swap"],
    [{ Memory: 1024 ** 4 }, "256 Mio"],
    [{ CgroupParent: "/docker" }, "--cgroup-parent"],
    [{ Runtime: "io.containerd.runtime.v1.linux" }, "--runtime"],
    [{ Isolation: "hyperv" }, "--isolation"],
    [{ StorageOpt: { size: "1T" } }, "--storage-opt"],
    [{ ShmSize: 1024 ** 4 }, "--shm-size"],
    [{ Init: false }, "--init"],
    [{ PidsLimit: -1 }, "--pids-limit"],
    [{ NanoCpus: 64e9 }, "--cpus"],
    [{ CpuQuota: -1 }, "--cpu-quota"],
    [{ CpuShares: 100_000 }, "--cpu-shares"],
    [{ BlkioWeight: 1000 }, "--blkio-weight"],
    [{ Ulimits: [{ Name: "nofile", Soft: 1048576, Hard: 1048576 }] }, "--ulimit"],
    [{ Ulimits: [{ Name: "memlock", Soft: -1, Hard: -1 }] }, "--ulimit"],
    [
      { LogConfig: { Type: "syslog", Config: { "syslog-address": "tcp://127.0.0.1:514" } } },
      "--log-driver",
    ],
    [{ LogConfig: { Type: "json-file", Config: { "max-size": "100g" } } }, "--log-opt"],
    [{ LogConfig: { Type: "none" } }, "--log-driver"],
  ];
  for (const [fields, word] of attempts) await refusedByName(fields, word);
});

test("17. every container has its bounds on the engine, whatever was asked", async () => {
  const id = await a.ok("create", "busybox");
  const format =
    "{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.PidsLimit}} {{.HostConfig.NanoCpus}} {{.HostConfig.NetworkMode}} {{.HostConfig.Init}} {{.HostConfig.SecurityOpt}} {{.HostConfig.CapDrop}} {{.HostConfig.LogConfig.Config}}";
  expect(await onEngine("inspect", "--format", format, id)).toBe(
    `33554432 33554432 64 1000000000 ${a.workspace}.bridge true [no-new-privileges] [ALL] map[max-file:2 max-size:1m]`,
  );
  await a.ok("rm", id);
});

test("19. hosts, ports, links", async () => {
  await refusedByName({ ExtraHosts: ["h:host-gateway"] }, "--add-host");
  await refusedByName({ Dns: ["127.0.0.1"] }, "--dns");
  await refusedByName({ Links: [`${victim}:b`] }, "No such container");
  await refusedByName({ Links: ["web:b"] }, "No such container");
  await refusedByName({ PublishAllPorts: true }, "-P");
  for (const port of ["22", "3000", "80", "0", ""])
    await refusedByName(
      { PortBindings: { "80/tcp": [{ HostIp: "0.0.0.0", HostPort: port }] } },
      "-p",
    );
  const answer = await create({ NetworkingConfig: { EndpointsConfig: { host: {} } } });
  expect(answer).toMatchObject({ status: 400, message: "network host not found" });
  const bridged = await create({
    NetworkingConfig: { EndpointsConfig: { bridge: { IPAMConfig: { IPv4Address: "10.0.0.1" } } } },
  });
  expect(bridged.status).toBe(400);
});

test("20. health checks each nanosecond, odd stops", async () => {
  expect(
    (await create({ Healthcheck: { Test: ["CMD", "true"], Interval: 1_000_000 } })).status,
  ).toBe(400);
  expect((await create({ StopTimeout: -1 })).status).toBe(400);
  expect((await create({ StopSignal: "TERM; reboot" })).status).toBe(400);
  await refusedByName(
    { RestartPolicy: { Name: "on-failure", MaximumRetryCount: 1e9 } },
    "RestartPolicy",
  );
});

test("21. update, rename to another scope, commit of the workstation", async () => {
  const id = await a.ok("create", "--name", "mine", "busybox");
  expect((await a.http("POST", "/containers/mine/update", { Memory: 1024 ** 4 })).status).toBe(403);
  expect(await onEngine("inspect", "--format", "{{.HostConfig.Memory}}", id)).toBe("33554432");
  expect(
    (await a.http("POST", `/containers/mine/rename?name=../${bench.b.workspace}.x`)).status,
  ).toBe(400);
  for (const name of [station, `escale-ws-${a.workspace}`, victim])
    expect((await a.http("POST", `/commit?container=${name}&repo=x`)).status).toBe(404);
  expect(
    (await a.http("POST", "/commit?container=mine&repo=x", { User: "root", Env: ["A=b"] })).status,
  ).toBe(400);
  await a.ok("rm", "mine");
});

test("26. sessions and the engine's other resources are closed", async () => {
  const closed: [string, string][] = [
    ["POST", "/session"],
    ["POST", "/grpc"],
    ["GET", "/plugins"],
    ["POST", "/plugins/pull?remote=x"],
    ["POST", "/swarm/init"],
    ["GET", "/nodes"],
    ["GET", "/services"],
    ["GET", "/tasks"],
    ["GET", "/secrets"],
    ["POST", "/secrets/create"],
    ["GET", "/configs"],
    ["POST", "/auth"],
    ["GET", "/debug/vars"],
    ["GET", "/debug/pprof/"],
    ["GET", "/metrics"],
    ["GET", `/containers/${victim}/attach/ws`],
    ["OPTIONS", "/info"],
  ];
  for (const [method, path] of closed) {
    const answer = await a.http(method, path);
    expect([400, 403], `${method} ${path}`).toContain(answer.status);
    expect(answer.message).not.toBe("");
  }
});

/** A tar of one member. */
function tarOf(
  header: Parameters<ReturnType<typeof pack>["entry"]>[0],
  content = "",
): Promise<Buffer> {
  const writer = pack();
  writer.entry(header, content);
  writer.finalize();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    Readable.from(writer)
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => resolve(Buffer.concat(chunks)));
    writer.on("error", reject);
  });
}

describe("23. docker cp", () => {
  const put = (tar: Buffer, path = "/tmp", headers = { "Content-Type": "application/x-tar" }) =>
    a.http("PUT", `/containers/cpbox/archive?path=${encodeURIComponent(path)}`, tar, headers);
  beforeAll(() => a.ok("run", "-d", "--name", "cpbox", "busybox", "sleep", "3600"));

  test("device, pipe and other odd members are refused and do not appear", async () => {
    for (const type of ["block-device", "character-device", "fifo"] as const) {
      const answer = await put(
        await tarOf({ name: `odd-${type}`, type, mode: 0o666, devmajor: 1, devminor: 1 }),
      );
      expect(answer.status, type).toBe(400);
      expect(answer.message).toContain(`odd-${type}`);
    }
    expect(await a.ok("exec", "cpbox", "sh", "-c", "ls /tmp")).toBe("");
  });

  test("links and dots lead nowhere outside the container", async () => {
    await a.ok("exec", "cpbox", "sh", "-c", "ln -s / /tmp/root; ln -s /proc/1/root /tmp/proc");
    for (const name of ["../../../../escaped-by-cp", "/escaped-by-cp", "root/escaped-by-cp"])
      await put(await tarOf({ name, mode: 0o644 }, "x"));
    await put(await tarOf({ name: "escaped-by-cp", mode: 0o644 }, "x"), "/tmp/../../../../..");
    expect(
      (
        await onEngine(
          "run",
          "--rm",
          "--network",
          "none",
          "escale/catalogue/busybox:latest",
          "ls",
          "/",
        )
      ).includes("escaped"),
    ).toBe(false);
    const { existsSync } = await import("node:fs");
    expect(existsSync("/escaped-by-cp")).toBe(false);
  });

  test("a path of the host is the container's own", async () => {
    const answer = await a.http("GET", "/containers/cpbox/archive?path=/etc/shadow-of-the-host");
    expect(answer.status).toBe(404);
    expect((await a.http("HEAD", "/containers/cpbox/archive?path=/var/lib/docker")).status).toBe(
      404,
    );
  });

  test("file capabilities in a member are left out", async () => {
    const tar = await tarOf(
      {
        name: "capable",
        mode: 0o4755,
        pax: { "SCHILY.xattr.security.capability": "\u0001\u0000\u0000\u0002\u0000\u0020" },
      },
      "x",
    );
    expect((await put(tar)).status).toBe(200);
    const back = await a.http("GET", "/containers/cpbox/archive?path=/tmp/capable");
    expect(back.text).not.toContain("SCHILY");
  });

  test("a broken archive, and one of another type, are refused", async () => {
    expect((await put(Buffer.from("x".repeat(2048)))).status).toBe(400);
    expect(
      (
        await put(await tarOf({ name: "x" }), "/tmp", {
          "Content-Type": "multipart/form-data; boundary=x",
        })
      ).status,
    ).toBe(400);
    expect(
      (
        await put(await tarOf({ name: "x" }), "/tmp", {
          "Content-Type": "application/x-www-form-urlencoded",
        })
      ).status,
    ).toBe(400);
  });
});

test("24, 25. import and pull from elsewhere", async () => {
  const attempts = [
    "fromSrc=http://127.0.0.1:2375/x&repo=x",
    "fromSrc=-&fromImage=busybox",
    "fromImage=127.0.0.1:5000/x",
    "fromImage=169.254.169.254/x",
    "fromImage=escale/catalogue/busybox",
    "fromImage=escale/workstation",
  ];
  for (const query of attempts) {
    const answer = await a.http("POST", `/images/create?${query}`, undefined, {
      "X-Registry-Auth": "e30=",
    });
    expect([400, 403, 404], query).toContain(answer.status);
  }
  expect(
    (
      await a.http("POST", "/images/load", Buffer.alloc(1024), {
        "Content-Type": "application/x-tar",
      })
    ).status,
  ).toBe(400);
});

describe("33. from inside", () => {
  const inside = (script: string) => a.docker(["run", "--rm", "busybox", "sh", "-c", script]);

  test("the host's settings cannot be written, nor file systems mounted", async () => {
    for (const script of [
      "echo 1 > /proc/sys/kernel/hostname",
      "echo b > /proc/sysrq-trigger",
      "mount -t tmpfs x /tmp",
      "echo x > /sys/kernel/uevent_helper",
      "mknod /tmp/mem c 1 1 && cat /tmp/mem",
      "unshare -r true",
      "chroot /proc/1/root true && cat /proc/kcore | head -c 1 | grep .",
    ])
      expect((await inside(script)).code, script).not.toBe(0);
  });

  test("root inside is nobody outside, and of the networks only its own shows", async () => {
    expect((await inside("cat /proc/self/uid_map")).out.trim()).not.toMatch(/^0\s+0\s/);
    expect(
      (await inside("ip -o link | cut -d: -f2 | cut -d@ -f1")).out.split(/\s+/).filter(Boolean),
    ).toEqual(["lo", "eth0"]);
  });

  test("a fork bomb and a memory hog stop at their limits, B unharmed", async () => {
    const bomb = await inside("i=0; while [ $i -lt 200 ]; do sleep 5 & i=$((i+1)); done; echo $i");
    expect(`${bomb.out}${bomb.err}`).toMatch(/fork|Resource temporarily unavailable/i);
    expect((await inside("head -c 200000000 /dev/zero | tail > /dev/null")).code).not.toBe(0);
    expect(await bench.b.ok("exec", "web", "echo", "bien")).toBe("bien");
  });
});
