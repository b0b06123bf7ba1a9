/** The gateway: one virtual Docker Engine per workspace, in front of the dedicated one. */
import type { WorkspaceId } from "@/lib/protocol/ids";
import { createEngineClient } from "./engine-client";
import { createBinds } from "./files/binds";
import { restoreBinds } from "./files/restore";
import { serveTenant, type TenantServer } from "./http/server";
import { watchKnown } from "./known/containers";
import { createMachines } from "./machines/machines";
import { createTenant, type Tenant } from "./tenant";
import { type Gateway, type GatewayOptions, withDefaults } from "./types";

const noMachines = { most: 0, timeMs: 0, kvm: null };

/**
 * ```ts
 * const gateway = createGateway({ engineSocket: "/run/engine.sock", limits, log });
 * await gateway.listen("0123456789ab", "/run/0123456789ab/docker.sock");
 * ```
 */
export function createGateway(options: GatewayOptions): Gateway {
  const engine = createEngineClient(options.engineSocket);
  const known = watchKnown(engine, options.log);
  const binds = options.files && createBinds(options.files);
  const servers = new Map<WorkspaceId, Promise<TenantServer>>();
  const tenants = new Map<WorkspaceId, Tenant>();

  const machines = createMachines({
    ...{ engine, engineSocket: options.engineSocket, log: options.log },
    limits: options.machines ?? noMachines,
    serves: (workspace) => tenants.has(workspace),
  });

  const close = async (workspace: WorkspaceId) => {
    const server = servers.get(workspace);
    servers.delete(workspace);
    await (await server)?.close();
  };
  return {
    async listen(workspace, socketPath) {
      await close(workspace);
      const own = options.own?.(workspace);
      const tenant = createTenant({
        workspace,
        engine,
        known,
        limits: withDefaults({ ...options.limits, ...own?.limits }),
        binds,
        log: options.log,
        isolation: own?.closed ? options.isolation?.closed() : options.isolation,
        group: options.group?.(workspace),
        disk: options.disk?.(workspace),
        ports: options.ports,
        registry: options.registry,
        onRequest: options.onRequest,
        machines,
      });
      tenants.set(workspace, tenant);
      await restoreBinds(tenant);
      const server = serveTenant(tenant, {
        socketPath,
        ...(options.socketOwner && { owner: options.socketOwner }),
        onRequest: () => options.onActivity?.(workspace),
      });
      servers.set(workspace, server);
      server.catch(() => servers.delete(workspace));
      await server;
    },
    async close(workspace) {
      await close(workspace);
      // its containers go too; those that run keep what they have mounted until then
      const sweep = async () => binds?.sweep(workspace, new Set());
      await (tenants.get(workspace)?.turns.take(sweep) ?? sweep());
      tenants.delete(workspace);
      machines.forget(workspace);
    },
    async closeAll() {
      await Promise.all([...servers.keys()].map(close));
      known.close();
      machines.close();
      engine.close();
    },
    tenant: (workspace) => tenants.get(workspace),
  };
}
