/** A learner of the backend under test, seen from their own socket and from the engine's. */
import { Agent, request } from "undici";
import { z } from "zod";
import { workspaceSummarySchema } from "@/lib/protocol/workspace";
import type { Engine } from "../support/docker";
import { DockerHttp } from "../support/docker-http";

const owner = "bench-gateway";

export interface Tenant {
  /** the workspace's ID */
  id: string;
  socket: string;
  engine: Engine;
  /** the same API through the gateway, and on the engine's own socket */
  ours: DockerHttp;
  direct: DockerHttp;
  /** the engine's filter for what is theirs, ready for a query */
  filter: string;
  /** a name of theirs as the engine has it */
  scoped(name: string): string;
  close(): Promise<void>;
}

async function backend(
  socket: string,
  method: "GET" | "PUT" | "DELETE",
  path: string,
): Promise<unknown> {
  const dispatcher = new Agent({ connect: { socketPath: socket } });
  const { body, statusCode } = await request(`http://backend${path}`, { method, dispatcher });
  const text = await body.text();
  await dispatcher.close();
  if (statusCode >= 300) throw new Error(`${method} ${path}: ${statusCode} ${text}`);
  return text === "" ? null : JSON.parse(text);
}

/** Opens a workspace with `busybox` pulled. */
export async function openTenant(backendSocket: string, engine: Engine): Promise<Tenant> {
  await backend(backendSocket, "PUT", `/v1/owners/${owner}/workspace`);
  const all = z
    .array(workspaceSummarySchema)
    .parse(await backend(backendSocket, "GET", "/v1/workspaces"));
  const own = all.find((workspace) => workspace.owner === owner);
  if (!own) throw new Error("the workspace did not open");
  const ours = new DockerHttp(own.socket);
  const direct = new DockerHttp(engine.socket);
  await ours.ask("POST", "/images/create?fromImage=busybox&tag=latest");
  return {
    id: own.id,
    socket: own.socket,
    engine,
    ours,
    direct,
    filter: encodeURIComponent(JSON.stringify({ label: [`escale.workspace=${own.id}`] })),
    scoped: (name) => `${own.id}.${name}`,
    async close() {
      ours.close();
      direct.close();
      const path = `/v1/owners/${owner}/workspace?files=remove&by=operator`;
      await backend(backendSocket, "DELETE", path);
    },
  };
}
