import { describe, expect, test } from "vitest";
import { namePattern } from "../containers/name-pattern";
import { withoutInit } from "../containers/output";
import { isPsArguments } from "../containers/ps-arguments";
import { DockerError } from "../errors";
import { isCommitChange } from "../images/commit-change";
import { referenceMatches } from "../images/reference-pattern";
import { noMachine } from "../machines/policy";
import { withDefaults } from "../types";
import { createBodySchema, rebuildCreate } from "./create-container";
import { execBodySchema } from "./create-exec";
import { describeIssue } from "./describe-issue";

const MiB = 1024 ** 2;
const limits = withDefaults({
  containers: 5,
  images: 5,
  memory: 512 * MiB,
  containerMemory: 128 * MiB,
  cpus: 1,
  pids: 64,
});

/** What the engine would be sent, or the sentence that refuses it. */
function create(body: object) {
  const parsed = createBodySchema.safeParse({ Image: "x", ...body });
  if (!parsed.success) return describeIssue(parsed.error, "body");
  try {
    return rebuildCreate(
      parsed.data,
      "escale/w-0123456789ab/docker.io/library/x",
      { NetworkMode: "0123456789ab.bridge", ownNamespace: true },
      "0123456789ab",
      limits,
      {
        mounts: [],
        label: "{}",
        ports: "",
        cgroupParent: "/escale-i/w/containers",
        egress: "none",
        namespaces: { PidMode: "", IpcMode: "private" },
        environment: [],
        machine: noMachine,
      },
    );
  } catch (error) {
    if (error instanceof DockerError) return error.message;
    throw error;
  }
}
const host = (HostConfig: object) => create({ HostConfig });

test("the least body gets the whole hardening", () => {
  expect(create({})).toMatchObject({
    Labels: {
      "escale.workspace": "0123456789ab",
      "escale.role": "",
      "escale.memory": String(128 * MiB),
    },
    HostConfig: {
      Memory: 128 * MiB,
      MemorySwap: 128 * MiB,
      NanoCpus: 1e9,
      PidsLimit: 64,
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      NetworkMode: "0123456789ab.bridge",
      Dns: ["127.0.0.1"],
      IpcMode: "private",
      Init: true,
      LogConfig: { Type: "json-file", Config: { "max-size": "1m", "max-file": "2" } },
      ShmSize: 64 * MiB,
    },
  });
});

test("the zero values that the CLI always sends are dropped", () => {
  const zeros = {
    Binds: null,
    ContainerIDFile: "",
    LogConfig: { Type: "", Config: {} },
    NetworkMode: "default",
    PortBindings: {},
    RestartPolicy: { Name: "no", MaximumRetryCount: 0 },
    VolumesFrom: null,
    CapAdd: null,
    CgroupnsMode: "",
    Dns: [],
    IpcMode: "",
    PidMode: "",
    Privileged: false,
    SecurityOpt: null,
    UTSMode: "",
    ShmSize: 0,
    MemorySwappiness: -1,
    Devices: [],
    MaskedPaths: null,
    ReadonlyPaths: null,
    PidsLimit: 0,
    Ulimits: null,
    FieldOfTomorrow: [],
  };
  const sent = create({
    HostConfig: zeros,
    NetworkingConfig: { EndpointsConfig: { default: { Aliases: null } } },
    Volumes: {},
    OnBuild: null,
  });
  expect(sent).toEqual(create({}));
  expect(JSON.stringify(sent)).not.toContain("FieldOfTomorrow");
});

describe("refuses by name, in French", () => {
  test.each<[string, object]>([
    ["--privileged", { Privileged: true }],
    ["--pid", { PidMode: "host" }],
    ["--pid", { PidMode: "ns:/proc/1/ns/pid" }],
    ["--ipc", { IpcMode: "host" }],
    ["--ipc", { IpcMode: "none/../host" }],
    ["--uts", { UTSMode: "host" }],
    ["--userns", { UsernsMode: "host" }],
    ["--cgroupns", { CgroupnsMode: "host" }],
    ["--network", { NetworkMode: "host" }],
    ["--cgroup-parent", { CgroupParent: "/" }],
    ["--device", { Devices: [{ PathOnHost: "/dev/sda" }] }],
    ["--device-cgroup-rule", { DeviceCgroupRules: ["a *:* rwm"] }],
    ["--gpus", { DeviceRequests: [{}, { Count: -1 }] }],
    ["--security-opt", { SecurityOpt: ["seccomp=unconfined"] }],
    ["--security-opt", { SecurityOpt: ["no-new-privileges=false"] }],
    ["Démasquer", { MaskedPaths: [] }],
    ["Déverrouiller", { ReadonlyPaths: [] }],
    ["--sysctl", { Sysctls: { "kernel.msgmax": "1" } }],
    ["--runtime", { Runtime: "evil" }],
    ["--log-driver", { LogConfig: { Type: "syslog", Config: {} } }],
    ["--log-driver", { LogConfig: { Type: "local", Config: { "max-size": "1m" } } }],
    ["--log-driver", { LogConfig: { Type: "json-file", Config: { tag: "{{.Name}}" } } }],
    ["--log-driver", { LogConfig: { Type: "json-file", Config: ["max-size"] } }],
    ["--log-opt", { LogConfig: { Type: "json-file", Config: { "max-size": "-1" } } }],
    ["--log-opt", { LogConfig: { Type: "json-file", Config: { "max-size": "1k" } } }],
    ["--log-opt", { LogConfig: { Type: "json-file", Config: { "max-file": "11" } } }],
    ["--log-opt", { LogConfig: { Type: "json-file", Config: { "max-size": "1.5m" } } }],
    ["2 Mio", { LogConfig: { Type: "json-file", Config: { "max-size": "1025k" } } }],
    ["2 Mio", { LogConfig: { Type: "", Config: { "max-file": "3" } } }],
    ["toString", { toString: 1 }],
    ["--init", { Init: false }],
    ["--oom-kill-disable", { OomKillDisable: true }],
    ["--oom-score-adj", { OomScoreAdj: -1000 }],
    ["--memory-swap", { Memory: 64 * MiB, MemorySwap: -1 }],
    ["512 Mio", { Memory: 4096 * MiB }],
    ["--cpus", { NanoCpus: 8e9 }],
    ["--pids-limit", { PidsLimit: -1 }],
    ["--pids-limit", { PidsLimit: 100_000 }],
    ["--shm-size", { ShmSize: 4096 * MiB }],
    ["--tmpfs", { Tmpfs: { "/x": "size=1t" } }],
    ["--tmpfs", { Tmpfs: { "/x": "size=0" } }],
    ["--tmpfs", { Tmpfs: { "/x": "size=2g" } }],
    ["--tmpfs", { Tmpfs: { "/x": "dev" } }],
    ["--ulimit", { Ulimits: [{ Name: "nproc", Soft: 1, Hard: 1 }] }],
    ["--ulimit", { Ulimits: [{ Name: "nofile", Soft: 1, Hard: 1_000_000 }] }],
    ["-p", { PortBindings: { "80/sctp": [{ HostPort: "80" }] } }],
    ["-p", { PortBindings: { "80/tcp": [{ HostPort: "70000" }] } }],
    ["-p", { PortBindings: { "0/tcp": [{ HostPort: "80" }] } }],
    ["-p", { PortBindings: { "80/tcp": [{ HostIp: "10.0.0.1", HostPort: "80" }] } }],
    ["-p", { PortBindings: { "80/tcp": [{ HostIp: "localhost", HostPort: "80" }] } }],
    ["--add-host", { ExtraHosts: ["a:127.0.0.1"] }],
    ["privileged", { privileged: true }],
    ["Privıleged", { Privıleged: true }],
    ["FieldOfTomorrow", { FieldOfTomorrow: 1 }],
  ])("%s %j", (word, fields) => {
    const got = host(fields);
    expect(got).toBeTypeOf("string");
    expect(String(got).replaceAll("\u00a0", " ")).toContain(word);
  });

  test.each([
    "SYS_ADMIN",
    "sys_admin",
    "CAP_SYS_PTRACE",
    "Cap_Net_Raw",
    "MKNOD",
    "setfcap",
    "AUDIT_WRITE",
    "all_",
  ])("--cap-add %s", (name) => {
    expect(String(host({ CapAdd: [name] }))).toContain(name);
  });

  test.each([
    { HoſtConfig: { Privileged: true } },
    { hostconfig: { Privileged: true } },
    { Privileged: true },
    { Memory: 1 },
    { Labels: { "escale.workspace": "ba9876543210" } },
    { Labels: { "Escale.role": "workstation" } },
    { Healthcheck: { Test: ["CMD", "true"], Interval: 1 } },
    { StopTimeout: -1 },
    { HostConfig: [] },
    { HostConfig: "x" },
    { Env: "A=b" },
    { User: "root\u0000" },
    { Volumes: { "/x": { Type: "bind" } } },
    { HostConfig: { Binds: [1] } },
    { HostConfig: { Mounts: [{ Type: "bind", Source: "/", Target: "/h", Privileged: 1 }] } },
    { NetworkingConfig: { EndpointsConfig: { x: { IPAMConfig: { IPv4Address: "10.0.0.9" } } } } },
    { NetworkingConfig: { EndpointsConfig: { x: { MacAddress: "02:42:00:00:00:01" } } } },
    { NetworkingConfig: { EndpointsConfig: { x: { DriverOpts: { a: "b" } } } } },
    { NetworkingConfig: { EndpointsConfig: { x: { Aliases: ["a b"] } } } },
  ])("%j", (body) => {
    expect(create(body)).toBeTypeOf("string");
  });
});

describe("capabilities", () => {
  const caps = (fields: object) => {
    const got = host(fields);
    return typeof got === "string" ? got : got.HostConfig.CapAdd;
  };
  test("ALL means the bound", () => {
    expect(caps({ CapAdd: ["ALL"] })).not.toContain("SYS_ADMIN");
    expect(caps({ CapAdd: ["ALL"] })).toHaveLength(10);
  });
  test("dropping is free, in any spelling", () => {
    expect(caps({ CapDrop: ["ALL"] })).toEqual([]);
    expect(caps({ CapDrop: ["ALL"], CapAdd: ["cap_chown"] })).toEqual(["CHOWN"]);
    expect(caps({ CapDrop: ["cap_KILL"] })).not.toContain("KILL");
  });
});

test("exec --privileged is refused", () => {
  const result = execBodySchema.safeParse({ Cmd: ["id"], Privileged: true });
  expect(result.success).toBe(false);
  expect(
    execBodySchema.safeParse({ Cmd: ["id"], Privileged: false, AttachStdin: false }).success,
  ).toBe(true);
});

test("ps takes harmless columns only", () => {
  for (const fine of ["", "aux", "-ef", "-eo pid,comm", "-o pid", "axo pid,args"])
    expect(isPsArguments(fine)).toBe(true);
  for (const bad of [
    "auxe",
    "-e e",
    "-eo pid,environ",
    "-eo pid -C dockerd",
    "--ppid 1",
    "-U root",
    "-eo pid=x",
    "f; id",
  ])
    expect(isPsArguments(bad)).toBe(false);
});

test("commit --change cannot spell a reserved label", () => {
  for (const fine of ['CMD ["sh"]', "LABEL a=b", "ENV A=b", "USER 1000", "workdir /x"])
    expect(isCommitChange(fine)).toBe(true);
  for (const bad of [
    "LABEL escale.role=workstation",
    'LABEL "escale.role"=x',
    "LABEL esc\\ale.role=x",
    'LABEL "esc"ale.role=x',
    "LABEL Escale.x=1",
    "LABEL $A=x",
    "ONBUILD RUN x",
    "VOLUME /x",
    "RUN id",
    "HEALTHCHECK CMD x",
    "CMD a\nLABEL escale.a=b",
    "FROM x",
    "LABEL a=1 escale.b=2",
  ])
    expect(isCommitChange(bad), bad).toBe(false);
});

test("filters that are patterns cannot backtrack", () => {
  expect(namePattern("^/web$").test("web")).toBe(true);
  expect(namePattern("we").test("my-web")).toBe(true);
  expect(() => namePattern("(a+)+$")).toThrow(DockerError);
  expect(() => namePattern("a.*.*.*.*.*b")).toThrow(DockerError);
  expect(referenceMatches("ng*", "nginx:1")).toBe(true);
  expect(referenceMatches("*", "me/app:1")).toBe(false);
  expect(referenceMatches("nginx:1.*", "nginx:1.27")).toBe(true);
  expect(() => referenceMatches("[a-z]", "x")).toThrow(DockerError);
});

test("docker diff leaves out the init's mount point, and what changed for it alone", () => {
  const init = [
    { Path: "/sbin", Kind: 0 },
    { Path: "/sbin/docker-init", Kind: 1 },
  ];
  expect(withoutInit([...init, { Path: "/x", Kind: 1 }])).toEqual([{ Path: "/x", Kind: 1 }]);
  const both = [...init, { Path: "/sbin/mine", Kind: 1 }];
  expect(withoutInit(both)).toEqual([
    { Path: "/sbin", Kind: 0 },
    { Path: "/sbin/mine", Kind: 1 },
  ]);
});

test("what a client writes twice counts once: `name` and `platform` in the body are dropped", () => {
  const built = create({ name: "x", platform: "linux/s390x" });
  expect(built).not.toHaveProperty("name");
  expect(built).not.toHaveProperty("platform");
});

test("a domain name, which no container here could take, is refused before it is made", () => {
  expect(create({ Domainname: "exemple.org" })).toMatch(/--domainname n’est pas permis/);
  expect(create({ Domainname: "" })).not.toHaveProperty("Domainname");
});
