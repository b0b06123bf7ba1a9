/** A tenant's containers, each as `docker inspect` tells its learner. */
import { z } from "zod";
import { inspect } from "@/backend/gateway/containers/inspect";
import type { OwnContainer } from "@/backend/gateway/containers/own";
import type { Tenant } from "@/backend/gateway/tenant";
import { containerStateSchema, type EngineContainer } from "@/lib/protocol/engine-view";
import { bodyOf, quiet, unlessGone } from "./reply";
import { shorten } from "./text";

const bindings = z.array(z.object({ HostIp: z.string(), HostPort: z.string() })).nullable();

/** Of the gateway's own answer (backend/gateway/containers/inspect.ts). */
const shownSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  Created: z.string(),
  Path: z.string(),
  Args: z.array(z.string()),
  Image: z.string(),
  RestartCount: z.number(),
  State: z.object({
    Status: containerStateSchema,
    Running: z.boolean(),
    OOMKilled: z.boolean(),
    ExitCode: z.number(),
    StartedAt: z.string(),
    FinishedAt: z.string(),
    Health: z.object({ Status: z.string() }).optional(),
  }),
  Config: z.object({ Image: z.string() }),
  HostConfig: z.object({
    Memory: z.number(),
    NanoCpus: z.number(),
    PidsLimit: z.number().nullable(),
    RestartPolicy: z.object({ Name: z.string() }),
    Tmpfs: z.record(z.string(), z.string()).nullish(),
  }),
  Mounts: z.array(
    z.object({
      Type: z.enum(["volume", "bind", "tmpfs"]),
      Name: z.string().optional(),
      Source: z.string(),
      Destination: z.string(),
      RW: z.boolean(),
    }),
  ),
  NetworkSettings: z.object({
    Ports: z.record(z.string(), bindings),
    Networks: z.record(
      z.string(),
      z.object({
        NetworkID: z.string(),
        IPAddress: z.string(),
        Aliases: z.array(z.string()).nullable(),
      }),
    ),
  }),
});
type Shown = z.infer<typeof shownSchema>;

/** Undefined when it has gone meanwhile. */
export async function readContainer(
  tenant: Tenant,
  own: OwnContainer,
  signal: AbortSignal,
): Promise<EngineContainer | undefined> {
  const exchange = { ...quiet, tenant, own, query: { size: false }, signal };
  const reply = await unlessGone(inspect(exchange));
  return reply && describe(own.name, shownSchema.parse(bodyOf(reply)));
}

function describe(name: string, shown: Shown): EngineContainer {
  const { State, HostConfig, NetworkSettings } = shown;
  const finishedAt = momentOf(State.FinishedAt);
  return {
    id: shown.Id,
    name,
    state: State.Status,
    health: healthOf(State),
    exitCode: State.Running || finishedAt === null ? null : State.ExitCode,
    outOfMemory: State.OOMKilled,
    image: shown.Config.Image,
    imageId: shown.Image,
    command: shorten([shown.Path, ...shown.Args].join(" ")),
    createdAt: shown.Created,
    startedAt: momentOf(State.StartedAt),
    finishedAt,
    restarts: shown.RestartCount,
    restartPolicy: HostConfig.RestartPolicy.Name || "no",
    ports: portsOf(NetworkSettings.Ports),
    mounts: mountsOf(shown),
    networks: Object.entries(NetworkSettings.Networks)
      .map(([network, { NetworkID, IPAddress, Aliases }]) => ({
        id: NetworkID,
        name: network,
        address: IPAddress || null,
        aliases: (Aliases ?? []).filter((alias) => !shown.Id.startsWith(alias)),
      }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    limits: {
      memoryBytes: HostConfig.Memory,
      cpus: HostConfig.NanoCpus / 1e9,
      pids: HostConfig.PidsLimit ?? 0,
    },
  };
}

/** The engine's zero time means never. */
const momentOf = (text: string): string | null => (text.startsWith("0001-01-01") ? null : text);

/** The engine keeps the last word of a health check on a container that has ended. */
function healthOf({ Running, Health }: Shown["State"]): EngineContainer["health"] {
  const known = z.enum(["starting", "healthy", "unhealthy"]).safeParse(Health?.Status);
  return Running && known.success ? known.data : null;
}

/** What `--tmpfs` asked for is not among the engine's mounts. */
function mountsOf({ Mounts, HostConfig }: Shown): EngineContainer["mounts"] {
  const mounted = Mounts.map((mount) => ({
    type: mount.Type,
    source: mount.Type === "volume" ? (mount.Name ?? "") : mount.Source,
    target: mount.Destination,
    writable: mount.RW,
  }));
  const tmpfs = Object.keys(HostConfig.Tmpfs ?? {}).map((target) => {
    return { type: "tmpfs" as const, source: "", target, writable: true };
  });
  return [...mounted, ...tmpfs].sort((one, other) => (one.target < other.target ? -1 : 1));
}

/** `80/tcp` → its bindings; an address of IPv6 that repeats one of IPv4 is left out. */
function portsOf(ports: Shown["NetworkSettings"]["Ports"]): EngineContainer["ports"] {
  return Object.entries(ports)
    .map(([key, bound]) => {
      const [port = "", protocol = "tcp"] = key.split("/");
      const published = (bound ?? [])
        .filter(({ HostIp }) => HostIp !== "::")
        .map(({ HostIp, HostPort }) => ({ ip: HostIp, port: Number(HostPort) }));
      return { port: Number(port), protocol, published };
    })
    .sort((one, other) => one.port - other.port);
}
