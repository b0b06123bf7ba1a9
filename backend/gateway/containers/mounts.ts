/** What a new container is to have mounted, made ready for the engine; and let go of again. */
import { workspaceLabel } from "@/backend/engine/ownership";
import { admitVolumes } from "../admission/quotas";
import { badRequest, refused } from "../errors";
import { type Held, readAsked, writeAsked } from "../files/asked";
import type { EngineMount } from "../files/engine-mount";
import type { ImageDescription } from "../images/inspect";
import { messages } from "../messages";
import { isAnonymousName, toEngineVolumeName } from "../names";
import type { CreateBody, Surroundings } from "../policy/create-container";
import {
  anonymousVolume,
  readBind,
  readMount,
  refuseDuplicates,
  type WantedMount,
} from "../policy/mounts";
import type { Tenant } from "../tenant";
import { ownVolumes } from "../volumes/own";
import { findContainer, type OwnContainer } from "./own";

/**
 * In the tenant's turn. `image`: the engine's reference or ID, whose `VOLUME`s become anonymous
 * volumes of the tenant's. What it holds is let go of by `sweepBinds` should the creation fail.
 */
export async function prepareMounts(
  tenant: Tenant,
  body: CreateBody,
  image: ImageDescription | null,
  own: readonly OwnContainer[],
): Promise<Pick<Surroundings, "mounts" | "label">> {
  const host = body.HostConfig;
  const memory = host?.Memory || Math.min(tenant.limits.containerMemory, tenant.limits.memory);
  const said = [
    ...(host?.Binds ?? []).map(readBind),
    ...(host?.Mounts ?? []).map((mount) => readMount(mount, memory)),
  ];
  refuseDuplicates(said);
  const wanted = withoutCovered([
    ...said,
    ...(host?.VolumesFrom ?? []).flatMap((from) => mountsOf(tenant, own, from)),
    ...Object.keys(host?.Tmpfs ?? {}).map(covered),
    ...Object.keys(body.Volumes ?? {}).map(anonymousVolume),
    ...Object.keys(image?.Config?.Volumes ?? {}).map(anonymousVolume),
  ]);
  refuseDuplicates(wanted);
  await admit(tenant, wanted);
  const mounts: EngineMount[] = [];
  const held: Held[] = [];
  for (const mount of wanted) {
    if (mount.type === "bind") {
      if (tenant.binds === undefined) throw refused(messages.bindClosed);
      const one = await tenant.binds.hold(tenant.workspace, mount.source, mount.make);
      held.push(one);
      mounts.push({
        Type: "bind",
        Source: tenant.binds.place(tenant.workspace, one),
        Target: mount.target,
        ReadOnly: mount.readOnly,
      });
    } else mounts.push(...engineMount(tenant, mount));
  }
  const label = writeAsked({
    held,
    ...(host?.Binds && { binds: host.Binds }),
    ...(host?.VolumesFrom && { from: host.VolumesFrom }),
  });
  return { mounts, label };
}

/** A `--tmpfs` is made from its own option: here it only says that its path is taken. */
const covered = (target: string): WantedMount => ({
  type: "tmpfs",
  target: target.replace(/(.)\/+$/, "$1"),
  readOnly: false,
  bytes: 0,
  mode: undefined,
});

/** The first to name a target has it, as on the engine. */
function withoutCovered(mounts: readonly WantedMount[]): WantedMount[] {
  const taken = new Map<string, WantedMount>();
  for (const mount of mounts) if (!taken.has(mount.target)) taken.set(mount.target, mount);
  return [...taken.values()];
}

function engineMount(tenant: Tenant, mount: Exclude<WantedMount, { type: "bind" }>): EngineMount[] {
  const { target: Target, readOnly: ReadOnly } = mount;
  if (mount.type === "tmpfs") {
    if (mount.bytes === 0) return [];
    const size = { SizeBytes: mount.bytes, ...(mount.mode !== undefined && { Mode: mount.mode }) };
    return [{ Type: "tmpfs", Target, ReadOnly, TmpfsOptions: size }];
  }
  return [
    {
      Type: "volume",
      ...(mount.name !== null && { Source: engineVolume(tenant, mount.name) }),
      Target,
      ReadOnly,
      VolumeOptions: {
        NoCopy: mount.noCopy,
        Labels: { ...mount.labels, [workspaceLabel]: tenant.workspace },
      },
    },
  ];
}

/** An anonymous volume that is one's own goes by its name; any other name is scoped. */
const engineVolume = (tenant: Tenant, name: string): string =>
  isAnonymousName(name) && tenant.anonymousVolumes.has(name)
    ? name
    : toEngineVolumeName(tenant.workspace, name);

/** `--volumes-from`: `container[:ro|rw]`. */
function mountsOf(tenant: Tenant, own: readonly OwnContainer[], from: string): WantedMount[] {
  const [name = "", mode = "rw", more] = from.split(":");
  if (more !== undefined || !/^(r[ow]|[zZ])$/.test(mode))
    throw badRequest(`invalid mode: ${from.slice(name.length + 1)}`);
  const { summary } = findContainer(own, name);
  const { held } = readAsked(summary.Labels);
  return summary.Mounts.flatMap((mount): WantedMount[] => {
    const common = { target: mount.Destination, readOnly: !mount.RW || mode === "ro" };
    if (mount.Type === "volume") {
      const engineName = mount.Name ?? "";
      const prefix = toEngineVolumeName(tenant.workspace, "");
      const shown = engineName.startsWith(prefix) ? engineName.slice(prefix.length) : engineName;
      return [{ ...common, type: "volume", name: shown, noCopy: true, labels: {} }];
    }
    const bind = held.find(({ id }) => mount.Source?.endsWith(`/${id}`));
    return mount.Type === "bind" && bind
      ? [{ ...common, type: "bind", source: bind.source, make: false }]
      : [];
  });
}

async function admit(tenant: Tenant, wanted: readonly WantedMount[]): Promise<void> {
  const volumes = wanted.filter((mount) => mount.type === "volume");
  if (volumes.length === 0) return;
  const existing = await ownVolumes(tenant);
  const fresh = volumes.filter(
    ({ name }) => name === null || !existing.some((volume) => volume.name === name),
  );
  admitVolumes(tenant, existing.length, fresh.length);
}

/** In the tenant's turn: lets go of the binds of containers that are gone. */
export async function sweepBinds(tenant: Tenant, own: readonly OwnContainer[]): Promise<void> {
  const kept = own.flatMap(({ summary }) => readAsked(summary.Labels).held);
  await tenant.binds?.sweep(tenant.workspace, new Set(kept.map(({ id }) => id)));
}

/** In the tenant's turn, before a start: paths may name something else than last time. */
export async function renewBinds(tenant: Tenant, { summary }: OwnContainer): Promise<void> {
  for (const held of readAsked(summary.Labels).held)
    await tenant.binds?.renew(tenant.workspace, held);
}
