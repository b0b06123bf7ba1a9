/** JSON bodies in the neighbourhood of what each route understands. */
import fc from "fast-check";
import { container, image, junk, label, network, newName, path, volume } from "./pieces";
import { mutate, mutations, treeOf, write } from "./tree";

/** Sometimes there, so that bodies are of all sizes. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([key, each]) => [key, maybe(each)])));
const words = fc.constantFrom<string[][]>(
  ["true"],
  ["sleep", "60"],
  ["sh", "-c", "echo x"],
  [],
  [""],
);
const labels = fc.dictionary(
  label.map((text) => text.split("=")[0] ?? ""),
  fc.oneof(junk, fc.constant("{{b.workspace}}")),
  { maxKeys: 2 },
);

/** Each of these would be an escape, or another learner's, if it came through. */
const dangerous: [string, unknown][] = [
  ["Privileged", true],
  ["Binds", ["/:/h"]],
  ["Binds", ["{{b.volume}}:/v", "{{b.volume.scoped}}:/w"]],
  ["Binds", ["/home/apprenant:/h:rshared"]],
  ["Mounts", [{ Type: "bind", Source: "/", Target: "/h" }]],
  ["Mounts", [{ Type: "volume", Source: "{{b.anonymous}}", Target: "/v" }]],
  [
    "Mounts",
    [
      {
        Type: "volume",
        Target: "/v",
        VolumeOptions: {
          DriverConfig: { Name: "local", Options: { type: "none", o: "bind", device: "/" } },
        },
      },
    ],
  ],
  ["NetworkMode", "host"],
  ["NetworkMode", "container:{{b.seen.id}}"],
  ["NetworkMode", "{{b.network.id}}"],
  ["PidMode", "host"],
  ["PidMode", "container:{{b.named}}"],
  ["IpcMode", "host"],
  ["UTSMode", "host"],
  ["UsernsMode", "host"],
  ["CgroupnsMode", "host"],
  ["CgroupParent", "/"],
  ["CapAdd", ["SYS_ADMIN"]],
  ["CapAdd", ["all", "CAP_NET_RAW"]],
  ["SecurityOpt", ["seccomp=unconfined", "apparmor=unconfined"]],
  ["MaskedPaths", []],
  ["ReadonlyPaths", []],
  [
    "Devices",
    [{ PathOnHost: "/dev/kmsg", PathInContainer: "/dev/kmsg", CgroupPermissions: "rwm" }],
  ],
  ["DeviceCgroupRules", ["a *:* rwm"]],
  ["Sysctls", { "kernel.core_pattern": "|/x" }],
  ["Runtime", "io.containerd.runc.v2"],
  ["VolumesFrom", ["{{b.named}}", "{{b.seen.id}}:ro"]],
  ["Links", ["{{b.named}}:x"]],
  ["Memory", 1024 ** 4],
  ["MemorySwap", -1],
  ["OomScoreAdj", -1000],
  ["LogConfig", { Type: "syslog", Config: { "syslog-address": "tcp://127.0.0.1:514" } }],
  ["PortBindings", { "80/tcp": [{ HostIp: "0.0.0.0", HostPort: "22" }] }],
  ["Labels", { "escale.workspace": "{{b.workspace}}", "escale.role": "workstation" }],
  ["HostConfig", { Privileged: true }],
  ["Image", "{{b.image.id}}"],
  ["Volumes", { "/proc": {} }],
  ["Tmpfs", { "/x": "size=1t" }],
  ["ExtraHosts", ["h:host-gateway"]],
  ["EndpointsConfig", { "{{b.network}}": {} }],
  ["Driver", "host"],
  ["DriverOpts", { type: "none", o: "bind", device: "/" }],
  ["Options", { "com.docker.network.bridge.name": "docker0" }],
  ["IPAM", { Config: [{ Subnet: "10.0.0.0/8" }] }],
  ["ConfigFrom", { Network: "{{b.network}}" }],
  ["Name", "{{b.workspace}}.x"],
  ["Container", "{{b.seen.id}}"],
];

const hostConfig = some({
  Memory: fc.constantFrom(0, 8_388_608, 16_777_216),
  NanoCpus: fc.constantFrom(0, 500_000_000),
  Binds: fc.array(
    fc
      .tuple(fc.oneof(volume, path, fc.constant("/home/apprenant")), path)
      .map((pair) => pair.join(":")),
    { maxLength: 2 },
  ),
  NetworkMode: fc.oneof(
    network,
    container.map((each) => `container:${each}`),
  ),
  VolumesFrom: fc.array(container, { maxLength: 2 }),
  Links: fc.array(
    container.map((each) => `${each}:lien`),
    { maxLength: 2 },
  ),
  CapAdd: fc.array(fc.constantFrom("CHOWN", "cap_chown", "NET_RAW", "ALL"), { maxLength: 2 }),
  CapDrop: fc.array(fc.constantFrom("ALL", "chown", "x"), { maxLength: 2 }),
  RestartPolicy: fc.record({ Name: fc.constantFrom("", "no", "on-failure", "always") }),
  PortBindings: fc.constantFrom(
    { "80/tcp": [{ HostPort: "" }] },
    { "53/udp": [{ HostPort: "53" }] },
  ),
  Mounts: fc.array(
    some({
      Type: fc.constantFrom("volume", "bind", "tmpfs", "image"),
      Source: fc.oneof(volume, path),
      Target: path,
    }),
    { maxLength: 2 },
  ),
  AutoRemove: fc.boolean(),
  ShmSize: fc.constantFrom(0, 1_048_576),
  Tmpfs: fc.constant({ "/t": "size=1m" }),
});

const create = fc
  .tuple(
    image,
    some({
      Cmd: words,
      Entrypoint: words,
      Hostname: newName,
      User: fc.constantFrom("", "1000", "root", "{{b.workspace}}"),
      Env: fc.array(fc.oneof(junk, fc.constant("A=b")), { maxLength: 3 }),
      Labels: labels,
      Volumes: fc.constantFrom({}, { "/donnees": {} }, { "/proc/x": {} }),
      ExposedPorts: fc.constantFrom({}, { "80/tcp": {} }),
      Healthcheck: fc.record({
        Test: fc.constant(["CMD", "true"]),
        Interval: fc.constantFrom(0, 1, 1e9),
      }),
      Tty: fc.boolean(),
      OpenStdin: fc.boolean(),
      HostConfig: hostConfig,
      NetworkingConfig: fc.record({
        EndpointsConfig: fc.dictionary(
          network,
          some({ Aliases: fc.array(newName, { maxLength: 2 }) }),
          { maxKeys: 2 },
        ),
      }),
    }),
  )
  .map(([Image, rest]) => ({ Image, ...rest }));

const execBody = fc.record({
  Cmd: fc.constantFrom(["true"], ["id"], ["cat", "/proc/self/mountinfo"], []),
  AttachStdout: fc.boolean(),
  AttachStdin: fc.boolean(),
  Tty: fc.boolean(),
  Env: maybe(fc.array(junk, { maxLength: 2 })),
  User: maybe(fc.constantFrom("", "0", "1000:1000")),
  WorkingDir: maybe(path),
});

const plain: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  "POST /containers/create": create,
  "POST /containers/{id...}/exec": execBody,
  "POST /exec/{id}/start": fc.record({ Detach: fc.boolean(), Tty: fc.boolean() }),
  "POST /containers/{id...}/update": some({
    Memory: fc.constantFrom(8_388_608, 1024 ** 4),
    NanoCpus: fc.constantFrom(500_000_000, 64e9),
    RestartPolicy: fc.record({ Name: fc.constantFrom("", "no", "always") }),
  }),
  "POST /volumes/create": some({
    Name: fc.oneof(newName, volume),
    Driver: fc.constantFrom("", "local", "x"),
    Labels: labels,
  }),
  "POST /networks/create": some({
    Name: fc.oneof(newName, network),
    Driver: fc.constantFrom("bridge", "host", "default"),
    Internal: fc.boolean(),
    Labels: labels,
  }),
  "POST /networks/{name...}/connect": fc.record({
    Container: container,
    EndpointConfig: maybe(
      some({
        Aliases: fc.array(newName, { maxLength: 2 }),
        Links: fc.array(container, { maxLength: 1 }),
      }),
    ),
  }),
  "POST /networks/{name...}/disconnect": fc.record({ Container: container, Force: fc.boolean() }),
};

const anyText = fc.oneof(junk, container, image, volume, network);
const mutated = (arbitrary: fc.Arbitrary<unknown>) =>
  fc
    .tuple(arbitrary, mutations(dangerous, anyText))
    .map(([value, changes]) => write(changes.reduce(mutate, treeOf(value))));

/** The body's text for a route, `METHOD path` as the table writes it; undefined where it has none. */
export function jsonFor(route: string): fc.Arbitrary<string> | undefined {
  const arbitrary = plain[route];
  return arbitrary && mutated(arbitrary);
}

/** JSON that belongs to no route. */
export const anyJson = mutated(fc.oneof(...Object.values(plain)));
