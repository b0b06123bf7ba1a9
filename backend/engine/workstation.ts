/**
 * The learner's own shell container: as little as can hold a shell. Everything that hardens it is
 * in `workstationOptions`; docs/security.md says what each line stops.
 */
import { createHash } from "node:crypto";
import type Dockerode from "dockerode";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { type Engine, engineStatus, ignoreMissing } from "./client";
import {
  instanceLabel,
  optionsLabel,
  roleLabel,
  workspaceLabel,
  workstationName,
} from "./ownership";

export interface WorkstationSpec {
  workspace: WorkspaceId;
  instance: string;
  image: string;
  /** host folders */
  home: string;
  run: string;
  memoryBytes: number;
  cpus: number;
  pids: number;
  /** control group that it is started in; empty: the engine's own */
  cgroupParent: string;
}

const MiB = 1024 ** 2;

/** What the engine's API 1.41 knows and its types do not yet. */
type CreateOptions = Dockerode.ContainerCreateOptions & {
  name: string;
  Labels: Record<string, string>;
  HostConfig: Dockerode.HostConfig & { CgroupnsMode: "private" };
};

export function workstationOptions(spec: WorkstationSpec): CreateOptions {
  return {
    name: workstationName(spec.workspace),
    Image: spec.image,
    Hostname: "escale",
    // its PID 1 ends on SIGTERM; whatever it holds is killed a second later
    StopTimeout: 1,
    Labels: {
      [workspaceLabel]: spec.workspace,
      [roleLabel]: "workstation",
      [instanceLabel]: spec.instance,
    },
    HostConfig: {
      // mounts, not binds: a missing source is an error instead of a new root-owned folder
      Mounts: [
        { Type: "bind", Source: spec.home, Target: "/home/apprenant", ReadOnly: false },
        { Type: "bind", Source: spec.run, Target: "/run/escale", ReadOnly: true },
      ],
      ReadonlyRootfs: true,
      Tmpfs: { "/tmp": "rw,exec,nosuid,nodev,size=64m,mode=1777,nr_inodes=16k" },
      ShmSize: 16 * MiB,
      NetworkMode: "none",
      // so that `-p 80:80` is listened on by init, which has no capability
      Sysctls: { "net.ipv4.ip_unprivileged_port_start": "0" },
      IpcMode: "private",
      CgroupnsMode: "private",
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      Memory: spec.memoryBytes,
      // equal to Memory: no swap
      MemorySwap: spec.memoryBytes,
      NanoCpus: Math.round(spec.cpus * 1e9),
      PidsLimit: spec.pids,
      CgroupParent: spec.cgroupParent,
      // beside the group of the learner's containers, which has the usual 1024
      CpuShares: 8192,
      Ulimits: [
        { Name: "nofile", Soft: 4096, Hard: 4096 },
        { Name: "core", Soft: 0, Hard: 0 },
      ],
      // first to go when the host itself runs out of memory
      OomScoreAdj: 500,
      // PID 1 says nothing, terminals go through its socket: nothing to keep, nothing to fill a disk
      LogConfig: { Type: "none", Config: {} },
      Init: false,
      RestartPolicy: { Name: "no" },
    },
  };
}

/**
 * Creates and starts the workstation; on failure nothing of it is left, or the engine is away.
 * A half-made container of an earlier attempt under the same name is replaced.
 */
export async function startWorkstation(engine: Engine, spec: WorkstationSpec): Promise<string> {
  const options = workstationOptions(spec);
  options.Labels[optionsLabel] = digestOf(options);
  let container: Dockerode.Container;
  try {
    container = await engine.createContainer(options);
  } catch (error) {
    if (engineStatus(error) !== 409) throw error;
    await ignoreMissing(engine.getContainer(options.name).remove({ force: true, v: true }));
    container = await engine.createContainer(options);
  }
  try {
    await container.start();
  } catch (error) {
    await ignoreMissing(container.remove({ force: true, v: true }));
    throw error;
  }
  return container.id;
}

const digestOf = (options: CreateOptions): string =>
  createHash("sha256").update(JSON.stringify(options)).digest("hex").slice(0, 16);

/** Whether the workstation that exists was made with just these limits and this hardening. */
export async function isMadeAs(engine: Engine, spec: WorkstationSpec): Promise<boolean> {
  const { Config } = await engine.getContainer(workstationName(spec.workspace)).inspect();
  return Config.Labels[optionsLabel] === digestOf(workstationOptions(spec));
}

/**
 * Whether the workstation runs. Asked of the container itself: just after a death the engine's
 * list still calls it running.
 */
export async function isWorkstationRunning(
  engine: Engine,
  workspace: WorkspaceId,
): Promise<boolean> {
  try {
    return (await engine.getContainer(workstationName(workspace)).inspect()).State.Running;
  } catch (error) {
    if (engineStatus(error) === 404) return false;
    throw error;
  }
}

/** The id behind an image's reference now; null when there is no such image. */
export async function imageId(engine: Engine, reference: string): Promise<string | null> {
  try {
    return (await engine.getImage(reference).inspect()).Id;
  } catch (error) {
    if (engineStatus(error) === 404) return null;
    throw error;
  }
}
