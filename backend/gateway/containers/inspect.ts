/**
 * `docker inspect` of a container: each field understood, and what is the host's (paths, storage,
 * other names) replaced by what an ordinary engine shows.
 */
import { z } from "zod";
import { readPublished } from "@/backend/ports/label";
import { configSchema, stringMap, strings } from "../engine-config";
import { type Asked, readAsked } from "../files/asked";
import { mountPointSchema, showMount } from "../files/show-mount";
import { flag } from "../http/query";
import { json } from "../http/reply";
import { visibleLabels } from "../labels";
import { unscopeText } from "../names";
import { endpointsSchema, showMode, showNetworkSettings } from "../networks/show-endpoints";
import { capabilityBound } from "../policy/capabilities";
import { showBindings, showPorts } from "../ports/show";
import type { Exchange } from "../route";
import type { Tenant } from "../tenant";
import type { NamedContainer } from "./own";
import { nameOf, showImage } from "./summary";

export const inspectQuery = z.strictObject({ size: flag });

const healthSchema = z.object({
  Status: z.string(),
  FailingStreak: z.number(),
  Log: z
    .array(
      z.object({ Start: z.string(), End: z.string(), ExitCode: z.number(), Output: z.string() }),
    )
    .nullable(),
});

const stateSchema = z.object({
  Status: z.string(),
  Running: z.boolean(),
  Paused: z.boolean(),
  Restarting: z.boolean(),
  OOMKilled: z.boolean(),
  Dead: z.boolean(),
  Pid: z.number(),
  ExitCode: z.number(),
  Error: z.string(),
  StartedAt: z.string(),
  FinishedAt: z.string(),
  Health: healthSchema.optional(),
});

const hostConfigSchema = z.object({
  NetworkMode: z.string(),
  IpcMode: z.string(),
  PidMode: z.string(),
  RestartPolicy: z.object({ Name: z.string(), MaximumRetryCount: z.number() }),
  AutoRemove: z.boolean(),
  CapAdd: strings,
  CapDrop: strings,
  GroupAdd: strings,
  ReadonlyRootfs: z.boolean(),
  SecurityOpt: strings,
  Tmpfs: stringMap,
  ShmSize: z.number(),
  Memory: z.number(),
  MemoryReservation: z.number(),
  MemorySwap: z.number(),
  NanoCpus: z.number(),
  PidsLimit: z.number().nullable(),
  Ulimits: z.array(z.object({ Name: z.string(), Hard: z.number(), Soft: z.number() })).nullable(),
  Init: z.boolean().nullable().optional(),
  MaskedPaths: strings,
  ReadonlyPaths: strings,
  LogConfig: z.object({ Type: z.string(), Config: stringMap }),
});

const containerSchema = z.object({
  Id: z.string(),
  Created: z.string(),
  Name: z.string(),
  Path: z.string(),
  Args: z.array(z.string()),
  State: stateSchema,
  Image: z.string(),
  RestartCount: z.number(),
  ExecIDs: z.array(z.string()).nullable(),
  HostConfig: hostConfigSchema,
  SizeRw: z.number().optional(),
  SizeRootFs: z.number().optional(),
  Mounts: z.array(mountPointSchema),
  Config: configSchema,
  NetworkSettings: z.object({ Networks: endpointsSchema }),
});
type EngineContainer = z.infer<typeof containerSchema>;

export async function inspect({
  tenant,
  own,
  query,
}: Exchange<z.infer<typeof inspectQuery>, undefined, NamedContainer>) {
  const container = await tenant.engine.json(
    {
      method: "GET",
      path: ["containers", own.id, "json"],
      query: { size: query.size ? 1 : undefined },
    },
    containerSchema,
  );
  return json(show(tenant, nameOf(tenant, [container.Name]) ?? own.name, container));
}

function show(tenant: Tenant, name: string, container: EngineContainer) {
  const { Id, Config, State } = container;
  const asked = readAsked(Config.Labels);
  const files = `/var/lib/docker/containers/${Id}`;
  return {
    Id,
    Created: container.Created,
    Path: container.Path,
    Args: container.Args,
    // the engine's own words on a failed start may hold the host's paths
    State: {
      ...State,
      Error: unscopeText(tenant.workspace, State.Error).replace(/\/var\/[^\s"']*\//g, ""),
    },
    Image: container.Image,
    ResolvConfPath: `${files}/resolv.conf`,
    HostnamePath: `${files}/hostname`,
    HostsPath: `${files}/hosts`,
    LogPath: `${files}/${Id}-json.log`,
    Name: `/${name}`,
    RestartCount: container.RestartCount,
    Driver: "overlay2",
    Platform: "linux",
    MountLabel: "",
    ProcessLabel: "",
    AppArmorProfile: "",
    ExecIDs: container.ExecIDs,
    HostConfig: showHostConfig(tenant, container, asked),
    GraphDriver: { Name: "overlay2", Data: null },
    ...(container.SizeRw !== undefined && { SizeRw: container.SizeRw }),
    ...(container.SizeRootFs !== undefined && { SizeRootFs: container.SizeRootFs }),
    Mounts: container.Mounts.flatMap((mount) => showMount(tenant, asked, mount)),
    Config: {
      ...Config,
      Image: showImage(tenant, Config.Image),
      Labels: visibleLabels(Config.Labels),
    },
    NetworkSettings: {
      ...showNetworkSettings(
        tenant,
        name,
        container.HostConfig.NetworkMode,
        container.NetworkSettings.Networks,
      ),
      Ports: showPorts(
        Config.Labels,
        State.Running && container.HostConfig.NetworkMode !== "none",
        Object.keys(Config.ExposedPorts ?? {}),
      ),
    },
  };
}

/** What was asked of capabilities is not kept by the engine: the difference to the bound is. */
function showHostConfig(tenant: Tenant, { HostConfig, Config }: EngineContainer, asked: Asked) {
  const published = readPublished(Config.Labels);
  const left = new Set((HostConfig.CapAdd ?? []).map((name) => name.replace(/^CAP_/, "")));
  const dropped = capabilityBound.filter((name) => !left.has(name));
  return {
    Binds: asked.binds ?? null,
    ContainerIDFile: "",
    PortBindings: showBindings(published),
    VolumeDriver: "",
    VolumesFrom: asked.from ?? null,
    ...HostConfig,
    NetworkMode: showMode(tenant, HostConfig.NetworkMode),
    CapAdd: null,
    CapDrop: dropped.length === 0 ? null : dropped,
    CgroupnsMode: "private",
    Dns: [],
    DnsOptions: [],
    DnsSearch: [],
    ExtraHosts: null,
    Cgroup: "",
    Links: null,
    OomScoreAdj: 0,
    Privileged: false,
    PublishAllPorts: published.all,
    UTSMode: "",
    UsernsMode: "",
    Runtime: "runc",
    ConsoleSize: [0, 0],
    Isolation: "",
    CpuShares: 0,
    CgroupParent: "",
    Devices: [],
    OomKillDisable: false,
  };
}
