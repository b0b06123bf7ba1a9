/** After a restart of the machine or the backend: holds again what containers have mounted. */
import { renewBinds, sweepBinds } from "../containers/mounts";
import { ownContainers } from "../containers/own";
import type { Tenant } from "../tenant";

/** Never rejects: the paths are looked at again when a container starts. */
export function restoreBinds(tenant: Tenant): Promise<void> {
  if (tenant.binds === undefined) return Promise.resolve();
  const { log, workspace } = tenant;
  return tenant.turns
    .take(async () => {
      const own = await ownContainers(tenant);
      await sweepBinds(tenant, own);
      for (const container of own)
        await renewBinds(tenant, container).catch((error: unknown) =>
          log.info({ err: error, workspace }, "a bind's source has gone"),
        );
    })
    .catch((error: unknown) => log.warn({ err: error, workspace }, "binds were not looked at"));
}
