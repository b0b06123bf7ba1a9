/** What the rest of the backend asks of the gateway. */
import type { Logger } from "pino";
import type { ContainersGroup } from "@/backend/cgroups/cgroups";
import type { DiskGate } from "@/backend/disk-use/use";
import type { Isolation } from "@/backend/isolation/isolation";
import type { PortsHook } from "@/backend/ports/types";
import type { Registry } from "@/backend/registry/types";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { MachineLimits } from "./machines/machines";
import type { Tenant } from "./tenant";

export interface Gateway {
  /**
   * Serves the virtual engine of one workspace on a unix socket (replacing a stale one), writable
   * by the learner's user in the workstation. Which socket a request comes in on is the tenant.
   */
  listen(workspace: WorkspaceId, socketPath: string): Promise<void>;
  /** Stops serving, ends open streams, removes the socket. */
  close(workspace: WorkspaceId): Promise<void>;
  closeAll(): Promise<void>;
  /**
   * The tenant that is served, for who looks at it from within the backend with the gateway's own
   * code (virtual-engine/); undefined when none is.
   */
  tenant(workspace: WorkspaceId): Tenant | undefined;
}

/** Told on each request of a learner, so that a workspace in use is not taken for idle. */
export type ActivityListener = (workspace: WorkspaceId) => void;

export type RequestListener = (
  route: string,
  outcome: "served" | "refused" | "failed",
  ms: number,
) => void;

/** What one workspace may use. Sizes in bytes. */
export interface GatewayLimits {
  /** containers that may exist, stopped ones included */
  containers: number;
  /** image references (tags) */
  images: number;
  /** volumes, anonymous ones included; default 20 */
  volumes?: number;
  /** memory limits of all running containers together */
  memory: number;
  /** memory of a container that asks for none */
  containerMemory: number;
  /** CPUs of each container at most, and by default */
  cpus: number;
  /** processes in each container */
  pids: number;
  /** networks that the learner makes, their default one not counted; default 10 */
  networks?: number;
  /** `docker exec` at once, those made and not started included; default 32 */
  execs?: number;
  /** connections open at once; default 64 */
  connections?: number;
  /** requests per second that can be sustained, and at once; defaults 50 and 200 */
  requestsPerSecond?: number;
  requestBurst?: number;
  /**
   * points of the engine's work (admission/pace.ts) per second that can be sustained, and at once;
   * defaults 6 and 60
   */
  workPerSecond?: number;
  workBurst?: number;
  /** bytes that one `docker cp` into a container may carry; default 512 MiB */
  archiveBytes?: number;
  /** bytes that the context of one `docker build` may carry; default 256 MiB */
  contextBytes?: number;
  /** memory of a build's steps where `-m` says nothing; default half of `memory` */
  buildMemory?: number;
  /** seconds after which a build is ended; default 600 */
  buildSeconds?: number;
  /** free space on the engine's disk under which nothing is created; default 0: not checked */
  diskReserve?: number;
}

export interface GatewayOptions {
  /** path of the dedicated engine's unix socket */
  engineSocket: string;
  limits: GatewayLimits;
  log: Logger;
  /** the host's firewall; without it containers have no network and nobody makes one */
  isolation?: Isolation;
  /** what a workspace has instead of those limits, from its next `listen` on */
  own?(workspace: WorkspaceId): { limits: Partial<GatewayLimits>; closed: boolean };
  /** the control group of a workspace's containers and builds; without it, the engine's own */
  group?(workspace: WorkspaceId): ContainersGroup;
  /** how much of the disk a workspace takes; without it, that is not counted */
  disk?(workspace: WorkspaceId): DiskGate;
  /** without it, published ports are refused */
  ports?: PortsHook;
  /** without it, nothing is published */
  registry?: Registry;
  /** virtual machines, of all learners together; without it, there are none */
  machines?: MachineLimits;
  onActivity?: ActivityListener;
  /** told of each request: a row of the table, how it ended, until its answer began (ms) */
  onRequest?: RequestListener;
  /**
   * Who may connect to the sockets besides root: the learner's user as the host numbers it.
   * Without it every user who can traverse the socket's folder may.
   */
  socketOwner?: { uid: number; gid: number };
  /** without it, bind mounts are refused */
  files?: FilesOptions;
}

/** Where learners' own files are, for containers that mount them. */
export interface FilesOptions {
  /** the folder mounted as the workstation's home */
  home(workspace: WorkspaceId): string;
  /** a folder that only root enters, outside of all data, for the mounts that the backend holds */
  binds: string;
  /** the learner's user on the host */
  learner(): Promise<{ uid: number; gid: number }>;
}

/** The limits with every default filled in. */
export type Limits = Required<GatewayLimits>;

export function withDefaults(limits: GatewayLimits): Limits {
  return {
    volumes: 20,
    networks: 10,
    execs: 32,
    connections: 64,
    requestsPerSecond: 50,
    requestBurst: 200,
    workPerSecond: 6,
    workBurst: Math.max(60, limits.workPerSecond ?? 0),
    archiveBytes: 512 * 1024 ** 2,
    contextBytes: 256 * 1024 ** 2,
    buildMemory: Math.max(limits.containerMemory, Math.floor(limits.memory / 2)),
    buildSeconds: 600,
    diskReserve: 0,
    ...limits,
  };
}
