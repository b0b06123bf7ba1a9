/** `docker inspect` of one object of a tenant's, by the gateway's own rules of names. */
import { inspect as inspectContainer } from "@/backend/gateway/containers/inspect";
import { findContainer, ownContainers } from "@/backend/gateway/containers/own";
import { inspectImage } from "@/backend/gateway/images/inspect";
import { ownImage } from "@/backend/gateway/images/own";
import { showNetworkById } from "@/backend/gateway/networks/list";
import { findNetwork, ownNetworks, withNone } from "@/backend/gateway/networks/own";
import type { Tenant } from "@/backend/gateway/tenant";
import { inspectVolume } from "@/backend/gateway/volumes/list";
import { findVolume, ownVolumes } from "@/backend/gateway/volumes/own";
import type { EngineKind } from "@/lib/protocol/engine-view";
import { bodyOf, quiet } from "./read/reply";

export async function inspectOwn(
  tenant: Tenant,
  kind: EngineKind,
  wanted: string,
  signal: AbortSignal,
): Promise<unknown> {
  const exchange = { ...quiet, tenant, signal };
  switch (kind) {
    case "container": {
      const own = findContainer(await ownContainers(tenant), wanted);
      return bodyOf(await inspectContainer({ ...exchange, own, query: { size: false } }));
    }
    case "image": {
      const own = await ownImage.resolve(tenant, wanted);
      return bodyOf(await inspectImage({ ...exchange, own, query: {} }));
    }
    case "network": {
      const own = findNetwork(withNone(tenant, await ownNetworks(tenant)), wanted);
      return bodyOf(await showNetworkById(tenant, own));
    }
    case "volume": {
      const own = findVolume(tenant, await ownVolumes(tenant), wanted);
      return bodyOf(await inspectVolume({ ...exchange, own, query: {} }));
    }
  }
}
