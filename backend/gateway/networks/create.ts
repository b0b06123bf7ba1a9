/** `docker network create`: bridges only; addresses and bridge are chosen here. */
import { z } from "zod";
import { admitNetwork } from "../admission/quotas";
import { conflict, refused } from "../errors";
import { bodyAgain } from "../http/query";
import { json, type Reply } from "../http/reply";
import { toEngineNetworkName } from "../names";
import { labels } from "../policy/values";
import { only, orAbsent, zeroOnly } from "../policy/zero";
import type { Exchange } from "../route";
import { networksWithDefault } from "./default";
import { isolationOf, makeNetwork } from "./make";
import { predefined } from "./own";

export const networkBodySchema = z
  .object({
    Name: z.string().min(1).max(512),
    CheckDuplicate: orAbsent(z.boolean()),
    Driver: only("bridge", "default"),
    Scope: only("local"),
    Internal: orAbsent(z.boolean()),
    Labels: orAbsent(labels),
    IPAM: orAbsent(
      z.object({ Driver: only("default"), Config: zeroOnly, Options: zeroOnly }).catchall(zeroOnly),
    ),
    ConfigFrom: orAbsent(z.object({ Network: zeroOnly }).catchall(zeroOnly)),
  })
  .catchall(zeroOnly);

export const createNetworkQuery = z.strictObject(bodyAgain(networkBodySchema.shape));

export function createNetwork({
  tenant,
  body,
}: Exchange<object, z.infer<typeof networkBodySchema>, undefined>): Promise<Reply> {
  isolationOf(tenant);
  if (predefined.includes(body.Name))
    throw refused(`operation is not permitted on predefined ${body.Name} network`);
  toEngineNetworkName(tenant.workspace, body.Name);
  return tenant.turns.take(async () => {
    const own = await networksWithDefault(tenant);
    if (own.some(({ name }) => name === body.Name))
      throw conflict(`network with name ${body.Name} already exists`);
    admitNetwork(tenant, own.filter(({ name }) => !predefined.includes(name)).length);
    const Id = await makeNetwork(tenant, {
      name: body.Name,
      internal: body.Internal ?? false,
      labels: body.Labels ?? {},
    });
    return json({ Id, Warning: "" }, 201);
  });
}
