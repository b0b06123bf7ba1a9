/**
 * HostConfig: the few fields a learner decides, and the hardening that is decided for them.
 * A field that is not here must be at its zero value; refused-fields.ts says why.
 */
import { z } from "zod";
import { ipcModeSchema, pidModeSchema } from "../containers/shared-namespaces";
import { badRequest, refused } from "../errors";
import { messages } from "../messages";
import { linksSchema } from "../networks/endpoint";
import { portBindingsSchema } from "../ports/asked";
import type { Limits } from "../types";
import { effectiveCapabilities, forbiddenCapability } from "./capabilities";
import { logConfigSchema, rebuildLogConfig } from "./log-config";
import { bindsSchema, mountsSchema, volumesFromSchema } from "./mounts";
import { rebuildTmpfs } from "./tmpfs";
import { absentOnly, only, orAbsent, zeroOnly } from "./zero";

const count = z.number().int().min(0);
const capabilities = orAbsent(z.array(z.string().max(64)).max(64));

export const hostConfigSchema = z
  .object({
    // decided by the learner, within bounds
    Memory: orAbsent(count),
    MemoryReservation: orAbsent(count),
    MemorySwap: orAbsent(z.number().int()),
    NanoCpus: orAbsent(count),
    /** Docker's own spelling before 1.25 */
    PidsLimit: orAbsent(z.number().int()),
    ShmSize: orAbsent(count),
    CapAdd: capabilities,
    CapDrop: capabilities,
    GroupAdd: orAbsent(z.array(z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)).max(32)),
    ReadonlyRootfs: orAbsent(z.boolean()),
    AutoRemove: orAbsent(z.boolean()),
    RestartPolicy: orAbsent(
      z
        .object({
          Name: orAbsent(z.enum(["", "no", "always", "unless-stopped", "on-failure"])),
          MaximumRetryCount: orAbsent(count.max(1000)),
        })
        .catchall(zeroOnly),
    ),
    Tmpfs: orAbsent(z.record(z.string().regex(/^\/[^\0\n:,]{1,255}$/), z.string().max(256))),
    Binds: orAbsent(bindsSchema),
    Mounts: orAbsent(mountsSchema),
    VolumesFrom: orAbsent(volumesFromSchema),
    Ulimits: orAbsent(
      z
        .array(
          z
            .object({ Name: z.string().max(32), Soft: z.number().int(), Hard: z.number().int() })
            .catchall(zeroOnly),
        )
        .max(16),
    ),
    SecurityOpt: orAbsent(z.array(z.unknown())).refine(
      (options) =>
        (options ?? []).every(
          (option) => typeof option === "string" && /^no-new-privileges([:=]true)?$/.test(option),
        ),
      { error: "refused" },
    ),
    /** how large the terminal is at the start: resize says it again */
    ConsoleSize: orAbsent(z.array(count.max(10_000)).max(2)),
    // defaults that clients write out
    // resolved later among own networks and containers
    NetworkMode: orAbsent(z.string().max(512)).refine((mode) => mode !== "host", {
      error: "refused",
    }),
    Links: orAbsent(linksSchema),
    // kept in a label of ours: the engine is told of none
    PortBindings: orAbsent(portBindingsSchema),
    PublishAllPorts: orAbsent(z.boolean()),
    PidMode: orAbsent(pidModeSchema),
    IpcMode: orAbsent(ipcModeSchema),
    CgroupnsMode: only("private"),
    VolumeDriver: only("local"),
    Isolation: only("default"),
    Runtime: only("runc"),
    MemorySwappiness: only(-1),
    OomScoreAdj: zeroOnly,
    LogConfig: logConfigSchema,
    Init: z
      .unknown()
      .refine((value) => value === undefined || value === null || value === true, {
        error: "refused",
      })
      .transform(() => undefined)
      .optional(),
    // these two are refused even when empty: an empty list unmasks everything
    MaskedPaths: absentOnly,
    ReadonlyPaths: absentOnly,
  })
  .catchall(zeroOnly);

export type HostConfig = z.infer<typeof hostConfigSchema>;

const maxOpenFiles = 4096;
const defaultShm = 64 * 1024 ** 2;

/** Throws DockerError 403 on a limit passed, with the figure. */
export function rebuildHostConfig(given: HostConfig, limits: Limits) {
  const memory = given.Memory || Math.min(limits.containerMemory, limits.memory);
  if (memory > limits.memory) throw refused(messages.memoryTooLarge(memory, limits.memory));
  const swap = given.MemorySwap ?? 0;
  if (swap !== 0 && swap !== memory) throw refused(messages.memorySwap);
  const cpus = given.NanoCpus || Math.round(limits.cpus * 1e9);
  if (cpus > limits.cpus * 1e9) throw refused(messages.cpusTooMany(cpus / 1e9, limits.cpus));
  const pids = given.PidsLimit || limits.pids;
  if (pids < 0 || pids > limits.pids) throw refused(messages.pidsTooMany(pids, limits.pids));
  const shm = given.ShmSize || Math.min(defaultShm, memory);
  if (shm > memory) throw refused(messages.shmSize(memory));
  const forbidden = forbiddenCapability(given.CapAdd ?? []);
  if (forbidden !== undefined) throw refused(messages.capability(forbidden.slice(0, 40)));
  return {
    Memory: memory,
    MemorySwap: memory,
    ...(given.MemoryReservation && {
      MemoryReservation: Math.min(given.MemoryReservation, memory),
    }),
    NanoCpus: cpus,
    PidsLimit: pids,
    ShmSize: shm,
    Ulimits: rebuildUlimits(given.Ulimits ?? []),
    CapDrop: ["ALL"],
    CapAdd: effectiveCapabilities(given.CapAdd ?? [], given.CapDrop ?? []),
    SecurityOpt: ["no-new-privileges"],
    // the group's place on the host is not the container's business
    CgroupnsMode: "private",
    LogConfig: rebuildLogConfig(given.LogConfig),
    Init: true,
    ReadonlyRootfs: given.ReadonlyRootfs ?? false,
    AutoRemove: given.AutoRemove ?? false,
    RestartPolicy: {
      Name: given.RestartPolicy?.Name || "no",
      MaximumRetryCount: given.RestartPolicy?.MaximumRetryCount ?? 0,
    },
    ...(given.GroupAdd && { GroupAdd: given.GroupAdd }),
    ...(given.Tmpfs && { Tmpfs: rebuildTmpfs(given.Tmpfs, memory) }),
  };
}

type Ulimit = { Name: string; Soft: number; Hard: number };

/** `nproc` is not among them: it counts by user, and learners' users are the same on the host. */
const ulimitBound: Readonly<Record<string, number>> = {
  nofile: maxOpenFiles,
  fsize: Number.MAX_SAFE_INTEGER,
  cpu: Number.MAX_SAFE_INTEGER,
  core: 0,
};

function rebuildUlimits(given: readonly Ulimit[]): Ulimit[] {
  const limits = new Map<string, Ulimit>([
    ["nofile", { Name: "nofile", Soft: 1024, Hard: maxOpenFiles }],
    ["core", { Name: "core", Soft: 0, Hard: 0 }],
  ]);
  for (const { Name, Soft, Hard } of given) {
    const max = Object.hasOwn(ulimitBound, Name) ? ulimitBound[Name] : undefined;
    if (max === undefined || Soft < 0 || Hard < Soft || Hard > max)
      throw badRequest(messages.ulimit(Name));
    limits.set(Name, { Name, Soft, Hard });
  }
  return [...limits.values()];
}
