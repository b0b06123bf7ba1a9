/**
 * What a build's steps reach: what the learner's containers on their default network do, where the
 * operator lets containers out at all; nothing otherwise.
 */
import { proxyVariables } from "../egress";
import { toEngineNetworkName } from "../names";
import { networksWithDefault } from "../networks/default";
import { networksOpen } from "../networks/make";
import { defaultNetwork } from "../networks/own";
import type { Tenant } from "../tenant";
import type { StepsOutside } from "./query";

const nothing: StepsOutside = { network: "none", args: new Map() };

/** `asked`: the learner's `--network`. */
export async function stepsOutside(
  tenant: Tenant,
  asked: string | undefined,
): Promise<StepsOutside> {
  const { isolation } = tenant;
  if (asked === "none" || !isolation || isolation.egress === "none" || !networksOpen(tenant))
    return nothing;
  if (isolation.egress === "list") {
    // unlike a container, a step cannot be given a resolver: names would leave by the host's own
    if (isolation.proxy() === undefined || isolation.resolvesOnHost()) return nothing;
  }
  await tenant.turns.take(() => networksWithDefault(tenant));
  return {
    network: toEngineNetworkName(tenant.workspace, defaultNetwork),
    args: proxyVariables(tenant),
  };
}
