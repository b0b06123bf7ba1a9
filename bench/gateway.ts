/**
 * The virtual engine's socket against the engine's own, by the same requests in turns. What each
 * line measures is in bench/gateway/; docs/performance.md keeps the figures.
 */
import { benchKeys } from "./gateway/echo";
import { benchLatency } from "./gateway/latency";
import { benchStreams } from "./gateway/streams";
import { openTenant, type Tenant } from "./gateway/tenant";
import type { Engine } from "./support/docker";

async function withTenant(
  backendSocket: string,
  engine: Engine,
  work: (tenant: Tenant) => Promise<void>,
): Promise<void> {
  const tenant = await openTenant(backendSocket, engine);
  try {
    await work(tenant);
  } finally {
    await tenant.close();
  }
}

/** Latency of requests, with and without many containers of others. */
export const benchGateway = (backendSocket: string, engine: Engine): Promise<void> =>
  withTenant(backendSocket, engine, benchLatency);

/** Keystrokes, and what is moved in bulk. */
export const benchGatewayStreams = (backendSocket: string, engine: Engine): Promise<void> =>
  withTenant(backendSocket, engine, async (tenant) => {
    await benchKeys(tenant);
    await benchStreams(tenant);
  });
