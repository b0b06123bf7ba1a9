/** What a workspace may hold, checked in the tenant's turn just before something is created. */
import { statfs } from "node:fs/promises";
import { z } from "zod";
import { excess, reaches } from "@/backend/disk-use/use";
import type { OwnContainer } from "../containers/own";
import type { EngineClient } from "../engine-client";
import { conflict } from "../errors";
import { messages } from "../messages";
import type { Tenant } from "../tenant";

/** Throws DockerError 409 with the figure. */
export function admitContainer(tenant: Tenant, own: readonly OwnContainer[]): void {
  const { containers } = tenant.limits;
  if (own.length >= containers) throw conflict(messages.tooManyContainers(containers));
}

/** States in which a container holds its memory, or may take it again by itself. */
const holding = new Set(["running", "paused", "restarting"]);

/** Throws DockerError 409 when starting `container` would pass the workspace's memory. */
export function admitStart(
  tenant: Tenant,
  own: readonly OwnContainer[],
  container: OwnContainer,
): void {
  const others = own.filter((other) => other.id !== container.id);
  admitMemory(tenant, others, container.memory);
}

/** The same for `memory` bytes more, be it for a container or for a build's steps. */
export function admitMemory(tenant: Tenant, own: readonly OwnContainer[], memory: number): void {
  const used = own
    .filter((other) => holding.has(other.state))
    .reduce((sum, other) => sum + other.memory, tenant.building.memory);
  if (used + memory > tenant.limits.memory)
    throw conflict(messages.memorySpent(memory, used, tenant.limits.memory));
}

/**
 * What the start of a container needs besides its own program: the engine's `init` and the threads
 * of the runtime. With less, a start fails in words that help nobody.
 */
const startingProcesses = 12;

/** Throws DockerError 409 when the containers of the workspace have used up its processes. */
export async function admitProcesses(tenant: Tenant): Promise<void> {
  const now = await tenant.group?.processes();
  if (now && now.used + Math.min(startingProcesses, now.most / 4) > now.most)
    throw conflict(messages.processesSpent(now.used, now.most));
}

/** Throws DockerError 409 when `count` references exist already. */
export function admitReference(tenant: Tenant, count: number): void {
  const { images } = tenant.limits;
  if (count >= images) throw conflict(messages.tooManyImages(images));
}

/** Throws DockerError 409 when `more` volumes beside the `count` that exist are too many. */
export function admitVolumes(tenant: Tenant, count: number, more: number): void {
  const { volumes } = tenant.limits;
  if (more > 0 && count + more > volumes) throw conflict(messages.tooManyVolumes(volumes));
}

/** Throws DockerError 409 when `count` networks of the learner's exist already. */
export function admitNetwork(tenant: Tenant, count: number): void {
  const { networks } = tenant.limits;
  if (count >= networks) throw conflict(messages.tooManyNetworks(networks));
}

/** Throws DockerError 409 when a start would only go on filling a disk that is over-full. */
export async function admitStartOnDisk(tenant: Tenant): Promise<void> {
  const spent = await tenant.disk?.spent();
  if (spent && reaches(spent.use, spent.quota, excess)) throw conflict(messages.diskSpent(spent));
}

/**
 * Throws DockerError 409 when the workspace has used up its disk, or the engine's disk is down to
 * the operator's reserve.
 */
export async function admitDisk(tenant: Tenant): Promise<void> {
  const spent = await tenant.disk?.spent();
  if (spent) throw conflict(messages.diskSpent(spent));
  const { diskReserve } = tenant.limits;
  if (diskReserve <= 0) return;
  const root = await engineRoot(tenant.engine);
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize < diskReserve) throw conflict(messages.diskFull);
}

const roots = new WeakMap<EngineClient, Promise<string>>();

/** The engine's data root, asked once. */
function engineRoot(engine: EngineClient): Promise<string> {
  const known = roots.get(engine);
  if (known) return known;
  const asked = engine
    .json({ method: "GET", path: ["info"] }, z.object({ DockerRootDir: z.string() }))
    .then((info) => info.DockerRootDir);
  asked.catch(() => roots.delete(engine));
  roots.set(engine, asked);
  return asked;
}
