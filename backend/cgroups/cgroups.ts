/**
 * One control group per workspace, so that the limits hold for all that a learner runs together:
 *
 *     escale-<instance>-<workspace>             workstation and all below
 *     escale-<instance>-<workspace>/containers  the learner's containers and builds
 *
 * The engine puts what it starts below the group that it is told (`CgroupParent`). It would make a
 * missing one itself, without limits: ours are made before. There is no group above them: the kernel
 * shares a group's weight out among its CPUs by load, so that one learner's load on one CPU would leave
 * the others' shells on the next with next to nothing.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type WorkspaceId, workspaceIdSchema } from "@/lib/protocol/ids";
import type { Log } from "../log";
import type { Bounds } from "./bounds";
import { setFrozen, thawBelow } from "./freezer";
import { boundGroup, makeGroup, removeGroup } from "./group-files";
import { type Hierarchy, readHierarchy } from "./hierarchy";

export interface CgroupsOptions {
  instance: string;
  bounds(workspace: WorkspaceId): GroupBounds;
  log: Log;
}

export interface GroupBounds {
  /** the workstation and everything else */
  workspace: Bounds;
  /** the learner's containers and builds */
  containers: Bounds;
}

export interface ContainersGroup {
  /** what the engine is told as `CgroupParent`; empty: nothing */
  readonly parent: string;
  /** Processes that run in it and that may; undefined where there is no group. */
  processes(): Promise<{ used: number; most: number } | undefined>;
  /** Freezes a container of it, or lets it go on (freezer.ts). `container`: full engine ID. */
  setFrozen(container: string, frozen: boolean): Promise<void>;
}

export interface Cgroups {
  /** Decides whether this engine can be told of groups. `driver`: `docker info`'s `CgroupDriver`. */
  learn(driver: string): Promise<void>;
  /** What the engine is told as the workstation's `CgroupParent`; empty: nothing. */
  workstation(workspace: WorkspaceId): string;
  /** The group of the learner's containers and builds. */
  containers(workspace: WorkspaceId): ContainersGroup;
  /** Makes the groups or sets their limits anew. Rejects when the kernel refuses. */
  make(workspace: WorkspaceId): Promise<void>;
  /**
   * Does `work` while everything in them goes on, whatever freezes it: what is frozen cannot be ended
   * (freezer.ts).
   */
  whileThawed<T>(workspace: WorkspaceId, work: () => Promise<T>): Promise<T>;
  /** Removes them once nothing runs there any more. May be repeated. */
  remove(workspace: WorkspaceId): Promise<void>;
  /** Workspaces that have groups, alive or left behind. */
  list(): Promise<WorkspaceId[]>;
  /** Removes all groups of this installation. */
  clear(): Promise<void>;
}

const thawEveryMs = 1_000;

const here = async (): Promise<Hierarchy | null> =>
  readHierarchy(await readFile("/proc/self/mounts", "utf8"));

/** Why there is no group per workspace, in English, for the operator; null: there can be. */
export async function obstacle(driver: string): Promise<string | null> {
  if (driver !== "cgroupfs")
    return `the engine's cgroup driver is "${driver}", and only "cgroupfs" takes a group of ours`;
  if ((await here()) === null) return "the cpu, memory and pids controllers are not all mounted";
  return process.getuid?.() === 0 ? null : "only root makes control groups";
}

export function createCgroups({ instance, log, bounds }: CgroupsOptions): Cgroups {
  const prefix = `escale-${instance}-`;
  const nameOf = (workspace: WorkspaceId) => `${prefix}${workspace}`;
  let usable: Hierarchy | null = null;
  const parent = (...parts: string[]) => (usable ? `/${parts.join("/")}` : "");

  const cgroups: Cgroups = {
    async learn(driver) {
      const why = await obstacle(driver);
      if (why !== null) log.warn({ why }, "no control group per workspace: limits per container");
      usable = why === null ? await here() : null;
    },
    workstation: (workspace) => parent(nameOf(workspace)),
    containers: (workspace) => ({
      get parent() {
        return parent(nameOf(workspace), "containers");
      },
      async processes() {
        if (usable === null) return undefined;
        const folder = join(usable.controllers.pids, nameOf(workspace), "containers");
        const used = Number(await readFile(join(folder, "pids.current"), "utf8"));
        return { used, most: bounds(workspace).containers.pids };
      },
      async setFrozen(container, frozen) {
        if (usable === null) return;
        await setFrozen(usable, [nameOf(workspace), "containers", container], frozen);
      },
    }),
    async make(workspace) {
      if (usable === null) return;
      await makeGroup(usable, [nameOf(workspace), "containers"]);
      const { workspace: whole, containers } = bounds(workspace);
      await boundGroup(usable, [nameOf(workspace)], whole);
      await boundGroup(usable, [nameOf(workspace), "containers"], containers);
    },
    async whileThawed(workspace, work) {
      const at = usable;
      if (at === null) return work();
      const thaw = () => thawBelow(at, [nameOf(workspace), "containers"]);
      await thaw();
      // a pause that waited for the engine may still come
      const again = setInterval(() => {
        thaw().catch((err: unknown) => log.error({ err, workspace }, "could not be thawed"));
      }, thawEveryMs);
      try {
        return await work();
      } finally {
        clearInterval(again);
      }
    },
    async remove(workspace) {
      for (const mount of usable?.mounts ?? []) {
        await removeGroup(join(mount, nameOf(workspace), "containers"));
        await removeGroup(join(mount, nameOf(workspace)));
      }
    },
    async list() {
      const found = new Set<WorkspaceId>();
      for (const mount of usable?.mounts ?? []) {
        for (const name of await readdir(mount)) {
          if (!name.startsWith(prefix)) continue;
          const id = workspaceIdSchema.safeParse(name.slice(prefix.length));
          if (id.success) found.add(id.data);
        }
      }
      return [...found];
    },
    async clear() {
      for (const workspace of await cgroups.list()) await cgroups.remove(workspace);
    },
  };
  return cgroups;
}
