/**
 * The whole daemon as one value: workspaces with their gateway and terminals, served by the API.
 * `main.ts` runs it; tests run it with settings of their own.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathsOf } from "@/lib/protocol/paths";
import type { Settings } from "@/lib/protocol/settings";
import { groupOf, listenOnSocket } from "./api/listen";
import { createApi } from "./api/server";
import { startEgress } from "./egress/egress";
import { connectEngine } from "./engine/client";
import { Files } from "./files/files";
import { createGateway } from "./gateway/gateway";
import { createIsolation } from "./isolation/isolation";
import type { Log } from "./log";
import { createMetrics } from "./metrics/metrics";
import { createRegistry } from "./registry/registry";
import { createTerminals } from "./terminals/terminals";
import { readInstance } from "./workspaces/instance";
import { Workspaces } from "./workspaces/workspaces";

/**
 * Where the backend holds learners' folders for their containers: in /run, so that a reboot empties
 * it as it takes the mounts, and nothing that deletes data ever walks into a mount.
 */
const bindsFolder = (data: string): string =>
  `/run/escale-files/${createHash("sha256").update(data).digest("hex").slice(0, 16)}/binds`;

/** The host's, where the operator gives it and there is one; else null. */
function kvmDevice({ ESCALE_VM_KVM: wanted }: Settings, log: Log): string | null {
  if (wanted === "off") return null;
  if (existsSync("/dev/kvm")) return "/dev/kvm";
  log.warn("ESCALE_VM_KVM is on and there is no /dev/kvm: virtual machines are emulated");
  return null;
}

export interface Daemon {
  workspaces: Workspaces;
  /** Takes no more requests and leaves the workspaces running for the next backend. */
  close(): Promise<void>;
}

/**
 * Resolves once requests are answered. Rejects when another backend is alive, or the socket or
 * data folder cannot be used; never because the engine is away.
 */
export async function startDaemon(
  settings: Settings,
  log: Log,
  options: { image?: string } = {},
): Promise<Daemon> {
  const paths = pathsOf(settings);
  const isolation = createIsolation({
    instance: readInstance(paths.data),
    egress: settings.ESCALE_EGRESS,
    log,
  });
  const registry =
    settings.ESCALE_REGISTRY_SIZE > 0
      ? createRegistry({
          folder: paths.registry,
          home: (workspace) => paths.workspace(workspace).published,
          limits: {
            bytes: settings.ESCALE_REGISTRY_SIZE,
            repositories: settings.ESCALE_REGISTRY_REPOSITORIES,
            totalBytes: settings.ESCALE_REGISTRY_TOTAL,
          },
          log,
        })
      : undefined;
  const metrics = createMetrics();
  const workspaces = new Workspaces({
    settings,
    paths,
    log,
    metrics,
    ...options,
    gateway: (onActivity, learner, ports, { cgroups, diskUse, quotas }) =>
      createGateway({
        engineSocket: paths.engineSocket,
        limits: {
          containers: settings.ESCALE_WORKSPACE_CONTAINERS,
          images: settings.ESCALE_WORKSPACE_IMAGES,
          volumes: settings.ESCALE_WORKSPACE_VOLUMES,
          networks: settings.ESCALE_WORKSPACE_NETWORKS,
          memory: settings.ESCALE_WORKSPACE_MEMORY,
          containerMemory: settings.ESCALE_CONTAINER_MEMORY,
          cpus: settings.ESCALE_WORKSPACE_CPUS,
          pids: Math.min(settings.ESCALE_CONTAINER_PIDS, settings.ESCALE_WORKSPACE_PIDS),
          workPerSecond: settings.ESCALE_WORKSPACE_PACE,
          diskReserve: settings.ESCALE_DISK_RESERVE,
        },
        log,
        isolation,
        own: (workspace) => {
          const { memoryBytes: memory, cpus, containers, outside } = quotas.of(workspace);
          return {
            limits: { memory, cpus, containers },
            closed: outside !== settings.ESCALE_EGRESS,
          };
        },
        group: (workspace) => cgroups.containers(workspace),
        disk: (workspace) => diskUse.gate(workspace),
        ports,
        ...(registry && { registry }),
        machines: {
          most: settings.ESCALE_VMS,
          timeMs: settings.ESCALE_VM_TIME,
          kvm: kvmDevice(settings, log),
        },
        onActivity,
        onRequest: metrics.request,
        // only root can mount
        ...(process.getuid?.() === 0 && {
          files: {
            home: (workspace) => paths.workspace(workspace).home,
            binds: bindsFolder(paths.data),
            learner,
          },
        }),
      }),
    terminals: (events) =>
      createTerminals({ limits: { terminals: settings.ESCALE_WORKSPACE_TERMINALS }, log, events }),
  });

  metrics.watch(workspaces);

  let begin: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const files = new Files(workspaces, (workspace) => join(bindsFolder(paths.data), workspace));
  const api = createApi(workspaces, files, metrics, ready, log);
  const group = process.getuid?.() === 0 ? groupOf(settings.ESCALE_WEB_USER) : null;
  if (group === null) log.warn("no web user: only the backend's own user may use its socket");
  // the socket first: it is also the lock against a second backend over the same data
  await listenOnSocket(api.server, paths.backendSocket, group);
  const proxy =
    settings.ESCALE_EGRESS === "list"
      ? await startEgress({
          hosts: settings.ESCALE_EGRESS_HOSTS,
          isolation,
          engine: connectEngine(paths.engineSocket),
          log,
        })
      : undefined;
  // before the first container of a learner can be asked for
  await isolation.start();
  await workspaces.start();
  begin();
  log.info({ socket: paths.backendSocket, max: settings.ESCALE_WORKSPACES }, "backend ready");

  return {
    workspaces,
    async close() {
      await api.close();
      await workspaces.close();
      // the rules stay: so do the containers
      isolation.stop();
      registry?.close();
      await proxy?.close();
    },
  };
}
