/**
 * The learner's `bridge`: a network of their own, made when it is first needed. As on any engine,
 * containers on it reach each other by address and not by name: names are for networks that one
 * makes.
 */
import type { Tenant } from "../tenant";
import { makeNetwork, networksOpen } from "./make";
import { defaultNetwork, type OwnNetwork, ownNetworks } from "./own";

/** Own networks, the default one made first if there is none yet. Only in the tenant's turn. */
export async function networksWithDefault(tenant: Tenant): Promise<OwnNetwork[]> {
  const own = await ownNetworks(tenant);
  if (!networksOpen(tenant) || own.some(({ name }) => name === defaultNetwork)) return own;
  await makeNetwork(tenant, { name: defaultNetwork, internal: false, labels: {} });
  return ownNetworks(tenant);
}

/** The same, from outside a turn. */
export async function allNetworks(tenant: Tenant): Promise<OwnNetwork[]> {
  const own = await ownNetworks(tenant);
  if (!networksOpen(tenant) || own.some(({ name }) => name === defaultNetwork)) return own;
  return tenant.turns.take(() => networksWithDefault(tenant));
}
