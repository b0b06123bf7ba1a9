/** `docker exec`: only in own containers; an exec of another's is not there. */
import { z } from "zod";
import { admitExec } from "./admission/execs";
import { admitProcesses } from "./admission/quotas";
import { beginExec } from "./containers/freezing";
import { rawStream } from "./containers/output";
import { type NamedContainer, ownContainers } from "./containers/own";
import { EngineError } from "./engine-client";
import { badRequest, conflict, notFound } from "./errors";
import { integer } from "./http/query";
import { empty, json, type Reply } from "./http/reply";
import { refuseEntering } from "./machines/policy";
import { type execBodySchema, type execStartSchema, rebuildExec } from "./policy/create-exec";
import type { Exchange, Scope } from "./route";
import type { Tenant } from "./tenant";

/** Remembered execs per tenant; an older one is asked of the engine again. */
const maxRemembered = 1000;

const execId = /^[0-9a-f]{64}$/;

/** The path's exec, whose container is the tenant's own. */
export const ownExec: Scope<string> = {
  says: "exec: full ID, in a container of the tenant’s",
  resolve: async (tenant, id) => {
    const missing = () => notFound(`No such exec instance: ${id}`);
    if (!execId.test(id)) throw missing();
    if (tenant.execs.has(id)) return id;
    const container = await containerOf(tenant, id);
    const own =
      container === undefined ? [] : await ownContainers(tenant, { filters: { id: [container] } });
    if (container === undefined || !own.some(({ id: mine }) => mine === container)) throw missing();
    remember(tenant, id, container);
    return id;
  },
};

async function containerOf(tenant: Tenant, id: string): Promise<string | undefined> {
  try {
    const exec = await tenant.engine.json(
      { method: "GET", path: ["exec", id, "json"] },
      execSchema,
    );
    return exec.ContainerID;
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return undefined;
    throw error;
  }
}

function remember(tenant: Tenant, id: string, container: string): void {
  const [oldest] = tenant.execs.keys();
  if (tenant.execs.size >= maxRemembered && oldest !== undefined) tenant.execs.delete(oldest);
  tenant.execs.set(id, container);
}

const createdSchema = z.object({ Id: z.string().regex(execId) });

export async function createExec({
  tenant,
  own,
  body,
}: Exchange<object, z.infer<typeof execBodySchema>, NamedContainer>) {
  if (body.Cmd.length === 0) throw badRequest("No exec command specified");
  await refuseEntering(tenant, own.id);
  await admitProcesses(tenant);
  const { Id } = await admitExec(tenant, () =>
    tenant.engine.json(
      { method: "POST", path: ["containers", own.id, "exec"], json: rebuildExec(body) },
      createdSchema,
    ),
  ).catch((error: unknown) => {
    // the engine says again what it was asked for, here an ID
    if (error instanceof EngineError && error.status === 409)
      throw conflict(error.message.replace(`${own.id} is paused`, `${own.name} is paused`));
    throw error;
  });
  remember(tenant, Id, own.id);
  return json({ Id }, 201);
}

export async function startExec({
  tenant,
  own,
  body,
}: Exchange<object, z.infer<typeof execStartSchema> | undefined, string>): Promise<Reply> {
  const path = ["exec", own, "start"];
  const started = { Detach: body?.Detach ?? false, Tty: body?.Tty ?? false };
  if (started.Detach) {
    await beginExec(tenant, own, () =>
      tenant.engine.empty({ method: "POST", path, json: started }),
    );
    return empty(200);
  }
  const { socket, head, contentType } = await beginExec(tenant, own, () =>
    tenant.engine.hijack({ method: "POST", path, json: started }),
  );
  return { kind: "raw", socket, head, contentType: contentType || rawStream };
}

export const execResizeQuery = z.strictObject({ h: integer(0, 10_000), w: integer(0, 10_000) });

export async function resizeExec({
  tenant,
  own,
  query,
}: Exchange<z.infer<typeof execResizeQuery>, undefined, string>) {
  await tenant.engine.empty({ method: "POST", path: ["exec", own, "resize"], query: { ...query } });
  return empty(200);
}

const execSchema = z.object({
  ID: z.string(),
  Running: z.boolean(),
  ExitCode: z.number().nullable(),
  ProcessConfig: z.object({
    tty: z.boolean(),
    entrypoint: z.string(),
    arguments: z.array(z.string()),
    privileged: z.boolean(),
    user: z.string().optional(),
  }),
  OpenStdin: z.boolean(),
  OpenStderr: z.boolean(),
  OpenStdout: z.boolean(),
  CanRemove: z.boolean(),
  ContainerID: z.string(),
  DetachKeys: z.string(),
  Pid: z.number(),
});

export async function inspectExec({ tenant, own }: Exchange<object, undefined, string>) {
  const exec = await tenant.engine.json({ method: "GET", path: ["exec", own, "json"] }, execSchema);
  return json(exec);
}
