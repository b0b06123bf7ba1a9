/** One container's place on one network: what a learner may say of it, and what the engine is told. */
import { z } from "zod";
import { findContainer, type OwnContainer } from "../containers/own";
import { badRequest } from "../errors";
import { toEngineContainerName } from "../names";
import { isZeroStructure, orAbsent, zeroOnly } from "../policy/zero";
import type { Tenant } from "../tenant";
import { defaultNetwork, type OwnNetwork } from "./own";

/** A DNS name: what a resolver could ask for. */
const alias = z.string().regex(/^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,126}[A-Za-z0-9_])?$/);
/** `container` or `container:alias` */
export const linksSchema = z
  .array(z.string().regex(/^[^\s:]{1,256}(:[A-Za-z0-9_.-]{1,128})?$/))
  .max(32);

const zeroStructure = z
  .unknown()
  .refine(isZeroStructure, { error: "refused" })
  .transform(() => undefined)
  .optional();

/** Addresses are ours: `IPAMConfig` and `MacAddress` may only be empty. */
export const endpointSchema = z
  .object({
    Aliases: orAbsent(z.array(alias).max(32)),
    Links: orAbsent(linksSchema),
    IPAMConfig: zeroStructure,
  })
  .catchall(zeroOnly);
export type Endpoint = z.infer<typeof endpointSchema>;

/**
 * On a network that the learner has made, the container's own name is an alias: the engine knows
 * it by the scoped one only.
 */
export function endpointFor(
  tenant: Tenant,
  network: OwnNetwork,
  name: string,
  given: { Aliases?: string[] | undefined; Links?: string[] | undefined } | undefined,
  containers: readonly OwnContainer[],
) {
  const links = (given?.Links ?? []).map((link) => {
    const [target = "", as] = link.split(":");
    const linked = findContainer(containers, target);
    return `${toEngineContainerName(tenant.workspace, linked.name)}:${as ?? linked.name}`;
  });
  const Links = links.length === 0 ? {} : { Links: links };
  if (network.name !== defaultNetwork)
    return { Aliases: [name, ...(given?.Aliases ?? [])], ...Links };
  if (given?.Aliases?.length)
    throw badRequest(
      "network-scoped alias is supported only for containers in user defined networks",
    );
  return Links;
}
