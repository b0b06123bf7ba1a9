/** `_ping`, `version`, `info`, `system/df`: an ordinary engine, whose machine is the workspace. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { ownContainers } from "./containers/own";
import { showSummary } from "./containers/summary";
import type { EngineClient } from "./engine-client";
import { json, type Reply } from "./http/reply";
import { showImageSummary } from "./images/list";
import { ownImages } from "./images/own";
import { registryLabels } from "./registry/reference";
import type { Exchange } from "./route";
import { maxApiVersion, minApiVersion } from "./versions";
import { countUsers, ownVolumes, showVolume } from "./volumes/own";
import { folderBytes } from "./volumes/size";

type Nothing = Exchange<object, undefined, undefined>;

/** `Builder-Version: 1` keeps clients from BuildKit's session protocol. */
export async function ping(): Promise<Reply> {
  return {
    kind: "text",
    status: 200,
    body: "OK",
    headers: {
      "Builder-Version": "1",
      "Cache-Control": "no-cache, no-store, must-revalidate",
      Pragma: "no-cache",
    },
  };
}

const versionSchema = z.object({
  Version: z.string(),
  GitCommit: z.string(),
  GoVersion: z.string(),
  Os: z.string(),
  Arch: z.string(),
  KernelVersion: z.string(),
  BuildTime: z.string(),
  Components: z
    .array(
      z.object({
        Name: z.string(),
        Version: z.string(),
        Details: z.object({ GitCommit: z.string().optional() }),
      }),
    )
    .default([]),
});

const askVersion = (engine: EngineClient) =>
  engine.json({ method: "GET", path: ["version"] }, versionSchema);

export async function version({ tenant }: Nothing) {
  const engine = await askVersion(tenant.engine);
  const common = {
    GitCommit: engine.GitCommit,
    GoVersion: engine.GoVersion,
    Os: engine.Os,
    Arch: engine.Arch,
    KernelVersion: engine.KernelVersion,
    BuildTime: engine.BuildTime,
  };
  const api = { ApiVersion: maxApiVersion.text, MinAPIVersion: minApiVersion.text };
  const parts = engine.Components.filter((part) => part.Name !== "Engine");
  return json({
    Platform: { Name: "" },
    Components: [
      {
        Name: "Engine",
        Version: engine.Version,
        Details: { ...api, ...common, Experimental: "false" },
      },
      ...parts.map(({ Name, Version, Details }) => ({
        Name,
        Version,
        Details: { GitCommit: Details.GitCommit ?? "" },
      })),
    ],
    Version: engine.Version,
    ...api,
    ...common,
  });
}

/** Of the shape of an engine's own, the same for as long as the workspace lives, and not its ID. */
function engineId(workspace: WorkspaceId): string {
  const letters = createHash("sha256").update(workspace).digest("hex").slice(0, 48).toUpperCase();
  return letters.match(/.{4}/g)?.join(":") ?? "";
}

export async function info({ tenant }: Nothing) {
  const [engine, containers, images] = await Promise.all([
    askVersion(tenant.engine),
    ownContainers(tenant),
    ownImages(tenant),
  ]);
  const count = (...states: string[]) =>
    containers.filter((container) => states.includes(container.state)).length;
  return json({
    ID: engineId(tenant.workspace),
    Containers: containers.length,
    ContainersRunning: count("running", "restarting"),
    ContainersPaused: count("paused"),
    ContainersStopped: count("created", "exited", "dead", "removing"),
    Images: images.length,
    Driver: "overlay2",
    DriverStatus: [],
    Plugins: {
      Volume: ["local"],
      Network: ["bridge", "null"],
      Authorization: null,
      Log: ["json-file"],
    },
    MemoryLimit: true,
    SwapLimit: true,
    CpuCfsPeriod: true,
    CpuCfsQuota: true,
    CPUShares: true,
    CPUSet: true,
    PidsLimit: true,
    IPv4Forwarding: true,
    BridgeNfIptables: true,
    BridgeNfIp6tables: true,
    Debug: false,
    OomKillDisable: false,
    LoggingDriver: "json-file",
    CgroupDriver: "cgroupfs",
    NEventsListener: 0,
    KernelVersion: engine.KernelVersion,
    OperatingSystem: "Escale",
    OSVersion: "",
    OSType: "linux",
    Architecture: { amd64: "x86_64", arm64: "aarch64" }[engine.Arch] ?? engine.Arch,
    IndexServerAddress: "",
    RegistryConfig: null,
    NCPU: Math.max(1, Math.ceil(tenant.limits.cpus)),
    MemTotal: tenant.limits.memory,
    GenericResources: null,
    DockerRootDir: "/var/lib/docker",
    HttpProxy: "",
    HttpsProxy: "",
    NoProxy: "",
    Name: "escale",
    Labels: await registryLabels(tenant),
    ExperimentalBuild: false,
    ServerVersion: engine.Version,
    Runtimes: { runc: { path: "runc" } },
    DefaultRuntime: "runc",
    Swarm: {
      NodeID: "",
      NodeAddr: "",
      LocalNodeState: "inactive",
      ControlAvailable: false,
      Error: "",
      RemoteManagers: null,
    },
    LiveRestoreEnabled: false,
    Isolation: "",
    InitBinary: "docker-init",
    ContainerdCommit: { ID: "", Expected: "" },
    RuncCommit: { ID: "", Expected: "" },
    InitCommit: { ID: "", Expected: "" },
    SecurityOptions: ["name=seccomp,profile=default", "name=no-new-privileges", "name=userns"],
    Warnings: null,
  });
}

export async function diskUsage({ tenant }: Nothing) {
  const [containers, images, volumes] = await Promise.all([
    ownContainers(tenant, { size: true }),
    ownImages(tenant),
    ownVolumes(tenant),
  ]);
  const sizes = await Promise.all(volumes.map(({ folder }) => folderBytes(folder)));
  return json({
    LayersSize: images.reduce((sum, image) => sum + image.size, 0),
    Images: images.map((image) => ({
      ...showImageSummary(image, containers.filter(({ imageId }) => imageId === image.id).length),
      SharedSize: 0,
    })),
    Containers: containers.map(({ name, summary }) => showSummary(tenant, name, summary)),
    Volumes: volumes.map((volume, index) => ({
      ...showVolume(volume),
      UsageData: { RefCount: countUsers(volume, containers), Size: sizes[index] ?? -1 },
    })),
    BuildCache: [],
  });
}
