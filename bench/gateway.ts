/** The virtual engine's socket against the engine's own, one request after the other. */
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { z } from "zod";
import { workspaceSummarySchema } from "@/lib/protocol/workspace";
import type { Engine } from "./support/docker";
import { elapsedMs, sample, timings, title } from "./support/stats";

const times = 100;
/** below the rate that the gateway grants a learner (50 per second) */
const pauseMs = 25;
const owner = "bench-gateway";

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

/** GET `path` on a docker socket, over one kept connection. */
async function latencies(socket: string, path: string): Promise<number[]> {
  const dispatcher = new Agent({ connect: { socketPath: socket }, connections: 1 });
  const once = async () => {
    await sleep(pauseMs);
    return elapsedMs(async () => {
      const { body, statusCode } = await request(`http://docker${path}`, { dispatcher });
      await body.text();
      if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`);
    });
  };
  await sample(10, once);
  const samples = await sample(times, once);
  await dispatcher.close();
  return samples;
}

export async function benchGateway(backendSocket: string, engine: Engine): Promise<void> {
  title(`Gateway against the engine's own socket (${times} requests each)`);
  await backend(backendSocket, "PUT", `/v1/owners/${owner}/workspace`);
  const all = z
    .array(workspaceSummarySchema)
    .parse(await backend(backendSocket, "GET", "/v1/workspaces"));
  const own = all.find((workspace) => workspace.owner === owner);
  if (!own) throw new Error("the workspace did not open");
  for (const path of ["/_ping", "/v1.41/containers/json?all=1", "/v1.41/images/json"]) {
    const direct = await latencies(engine.socket, path);
    timings(`direct   ${path}`, direct);
    timings(`gateway  ${path}`, await latencies(own.socket, path), direct);
  }
  await backend(backendSocket, "DELETE", `/v1/owners/${owner}/workspace?files=remove&by=operator`);
}
