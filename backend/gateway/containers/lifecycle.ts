/** start, stop, restart, kill, pause, unpause, rename, resize, wait, remove: by full engine ID. */
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { admitProcesses, admitStart, admitStartOnDisk } from "../admission/quotas";
import { readAsked } from "../files/asked";
import { emptyOnly, flag, integer } from "../http/query";
import { empty, type Reply } from "../http/reply";
import { marksOf } from "../labels";
import { toEngineContainerName } from "../names";
import { isolationOf } from "../networks/make";
import { admitPorts } from "../ports/admit";
import type { Exchange } from "../route";
import type { Tenant } from "../tenant";
import { freeze, unfreeze, unstuck } from "./freezing";
import { renewBinds, sweepBinds } from "./mounts";
import { findContainer, type NamedContainer, type OwnContainer, ownContainers } from "./own";

type Own<Q> = Exchange<Q, undefined, NamedContainer>;

const seconds = integer(0, 3600).optional();
/** `SIGTERM`, `TERM`, `15`, `RTMIN+3`; the engine knows which exist. */
const signal = z
  .string()
  .regex(/^[A-Z0-9+-]{1,16}$|^$/)
  .optional();

export const startQuery = z.strictObject({
  detachKeys: z.string().max(64).optional(),
  checkpoint: emptyOnly,
  "checkpoint-dir": emptyOnly,
});

type InTurn<Q> = Exchange<Q, undefined, string>;

/** In the tenant's turn: the memory of what runs is counted, then this one starts. */
export function start({ tenant, own }: InTurn<z.infer<typeof startQuery>>): Promise<Reply> {
  return tenant.turns.take(async () => {
    const all = await ownContainers(tenant);
    const container = findContainer(all, own);
    let release = noPlace;
    try {
      if (container.state !== "running") {
        await admitProcesses(tenant);
        await admitStartOnDisk(tenant);
      }
      admitStart(tenant, all, container);
      admitNetworked(tenant, container);
      // one that runs already has them
      if (container.state !== "running") await admitPorts(tenant, all, container);
      release = await placeFor(tenant, container);
    } catch (error) {
      await removeUnstarted(tenant, container);
      throw error;
    }
    try {
      await renewBinds(tenant, container);
      if (container.state !== "running") tenant.consoles.begin(container.id);
      const path = ["containers", container.id, "start"];
      return await thenPorts(tenant, () => tenant.engine.empty({ method: "POST", path }));
    } finally {
      await release();
    }
  });
}

type Release = () => Promise<void>;
const noPlace: Release = async () => undefined;

/** Among the virtual machines of all learners, for one of them; to be released once it has started. */
const placeFor = async (tenant: Tenant, { id, summary }: OwnContainer): Promise<Release> =>
  marksOf(summary.Labels).machine ? tenant.machines.admit(tenant.workspace, id) : noPlace;

/** What has started or ended has opened or closed its ports by the time that the client is told. */
async function thenPorts(tenant: Tenant, work: () => Promise<number>): Promise<Reply> {
  try {
    return empty(await work());
  } finally {
    await tenant.ports?.refresh(tenant.workspace);
  }
}

const autoRemoveSchema = z.object({ HostConfig: z.object({ AutoRemove: z.boolean() }) });

/** As the engine does with `--rm` when a start fails: the client waits for the container to go. */
async function removeUnstarted(tenant: Tenant, { id, state }: OwnContainer): Promise<void> {
  if (state !== "created") return;
  const path = ["containers", id];
  const { HostConfig } = await tenant.engine.json(
    { method: "GET", path: [...path, "json"] },
    autoRemoveSchema,
  );
  if (HostConfig.AutoRemove) await tenant.engine.empty({ method: "DELETE", path, query: { v: 1 } });
}

/** One that has a network starts only behind the firewall. Throws DockerError 403. */
function admitNetworked(tenant: Tenant, { summary }: OwnContainer): void {
  const mode = summary.HostConfig.NetworkMode;
  if (mode !== "none" && !mode.startsWith("container:")) isolationOf(tenant);
}

export const stopQuery = z.strictObject({ t: integer(-1, 3600).optional(), signal });
type StopQuery = z.infer<typeof stopQuery>;

export async function stop({ tenant, own, query, signal }: Own<StopQuery>) {
  const path = ["containers", own.id, "stop"];
  return thenPorts(tenant, () =>
    unstuck(tenant, own.id, () =>
      tenant.engine.empty({
        method: "POST",
        path,
        query: { t: seconds.parse(wait(query)) },
        signal,
      }),
    ),
  );
}

/** A wait without end is bounded: the engine would hold the connection for ever. */
const wait = ({ t }: StopQuery) => (t === undefined ? undefined : String(t < 0 ? 3600 : t));

/** One that runs is counted already, and may take long to stop: only a stopped one needs the turn. */
export async function restart({ tenant, own, query }: InTurn<StopQuery>): Promise<Reply> {
  const again = async (container: OwnContainer) => {
    const release = await placeFor(tenant, container);
    try {
      tenant.consoles.begin(container.id);
      return await thenPorts(tenant, () =>
        unstuck(tenant, container.id, () =>
          tenant.engine.empty({
            method: "POST",
            path: ["containers", container.id, "restart"],
            query: { t: seconds.parse(wait(query)) },
          }),
        ),
      );
    } finally {
      await release();
    }
  };
  const container = findContainer(await ownContainers(tenant), own);
  admitNetworked(tenant, container);
  if (container.state === "running") {
    await tenant.turns.take(() => renewBinds(tenant, container));
    return again(container);
  }
  return tenant.turns.take(async () => {
    const all = await ownContainers(tenant);
    await admitProcesses(tenant);
    await admitStartOnDisk(tenant);
    admitStart(tenant, all, findContainer(all, container.id));
    await admitPorts(tenant, all, container);
    await renewBinds(tenant, container);
    return again(container);
  });
}

export const killQuery = z.strictObject({ signal });

export async function kill({ tenant, own, query }: Own<z.infer<typeof killQuery>>) {
  const path = ["containers", own.id, "kill"];
  return thenPorts(tenant, () =>
    unstuck(tenant, own.id, () =>
      tenant.engine.empty({ method: "POST", path, query: { signal: query.signal || undefined } }),
    ),
  );
}

export async function pause({ tenant, own }: Own<object>) {
  const path = ["containers", own.id, "pause"];
  return empty(
    await freeze(tenant, own.id, "pause", () => tenant.engine.empty({ method: "POST", path })),
  );
}

export async function unpause({ tenant, own }: Own<object>) {
  const path = ["containers", own.id, "unpause"];
  return empty(await unfreeze(tenant, own.id, () => tenant.engine.empty({ method: "POST", path })));
}

export const renameQuery = z.strictObject({ name: z.string() });

export async function rename({ tenant, own, query }: Own<z.infer<typeof renameQuery>>) {
  const name = toEngineContainerName(tenant.workspace, query.name);
  tenant.known.renaming(own.id);
  try {
    await tenant.engine.empty({
      method: "POST",
      path: ["containers", own.id, "rename"],
      query: { name },
    });
  } finally {
    tenant.known.renaming(own.id);
  }
  return empty(204);
}

/** The engine's ioctl takes 16 bits; no terminal is larger than this. */
export const resizeQuery = z.strictObject({ h: integer(0, 10_000), w: integer(0, 10_000) });

export async function resize({ tenant, own, query }: Own<z.infer<typeof resizeQuery>>) {
  const path = ["containers", own.id, "resize"];
  await tenant.engine.empty({ method: "POST", path, query: { ...query } });
  return empty(200);
}

export const waitQuery = z.strictObject({
  condition: z.enum(["", "not-running", "next-exit", "removed"]).optional(),
});

/** The head of the answer comes at once, its body when the container ends: the CLI relies on it. */
export async function waitFor({
  tenant,
  own,
  query,
  signal,
}: Own<z.infer<typeof waitQuery>>): Promise<Reply> {
  const body = await tenant.engine.stream({
    method: "POST",
    path: ["containers", own.id, "wait"],
    query: { condition: query.condition || undefined },
    signal,
  });
  const checked = new PassThrough();
  pipeline(body, checked).catch((error: Error) => checked.destroy(error));
  return { kind: "stream", contentType: "application/json", body: checked };
}

export const removeQuery = z.strictObject({
  v: flag,
  force: flag,
  link: z.enum(["", "0", "false"]).optional(),
});

/** With `-v` the engine takes the anonymous volumes along; binds are let go of in any case. */
export async function remove({
  tenant,
  own,
  query,
}: Exchange<z.infer<typeof removeQuery>, undefined, OwnContainer>) {
  await unstuck(tenant, own.id, () =>
    tenant.engine.empty({
      method: "DELETE",
      path: ["containers", own.id],
      query: { v: query.v ? 1 : undefined, force: query.force ? 1 : undefined },
    }),
  );
  tenant.known.removed(own.id);
  await tenant.ports?.refresh(tenant.workspace);
  if (readAsked(own.summary.Labels).held.length > 0)
    await tenant.turns.take(async () => sweepBinds(tenant, await ownContainers(tenant)));
  return empty(204);
}
