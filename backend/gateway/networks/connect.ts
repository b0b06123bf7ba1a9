/** `docker network connect` and `disconnect`: own containers to own networks. */
import { z } from "zod";
import { findContainer, ownContainers } from "../containers/own";
import { badRequest, refused } from "../errors";
import { empty, type Reply } from "../http/reply";
import { orAbsent, zeroOnly } from "../policy/zero";
import type { Exchange } from "../route";
import { networksWithDefault } from "./default";
import { endpointFor, endpointSchema } from "./endpoint";
import { isolationOf } from "./make";
import { findNetwork, ownNetworks, withNone } from "./own";

export const connectSchema = z
  .object({
    Container: z.string().min(1).max(512),
    EndpointConfig: orAbsent(endpointSchema),
  })
  .catchall(zeroOnly);

const privateMode =
  "container cannot be connected to multiple networks with one of the networks in private (none) mode";

export function connectNetwork({
  tenant,
  own: wanted,
  body,
}: Exchange<object, z.infer<typeof connectSchema>, string>): Promise<Reply> {
  isolationOf(tenant);
  return tenant.turns.take(async () => {
    const network = findNetwork(withNone(tenant, await networksWithDefault(tenant)), wanted);
    const containers = await ownContainers(tenant);
    const container = findContainer(containers, body.Container);
    const mode = container.summary.HostConfig.NetworkMode;
    if (network.engine === null || mode === "none") throw refused(privateMode);
    if (mode.startsWith("container:"))
      throw badRequest(
        "container sharing network namespace with another container or host cannot be connected to any other network",
      );
    await tenant.engine.empty({
      method: "POST",
      path: ["networks", network.id, "connect"],
      json: {
        Container: container.id,
        EndpointConfig: endpointFor(
          tenant,
          network,
          container.name,
          body.EndpointConfig,
          containers,
        ),
      },
    });
    return empty(200);
  });
}

export const disconnectSchema = z
  .object({ Container: z.string().min(1).max(512), Force: orAbsent(z.boolean()) })
  .catchall(zeroOnly);

export function disconnectNetwork({
  tenant,
  own: wanted,
  body,
}: Exchange<object, z.infer<typeof disconnectSchema>, string>): Promise<Reply> {
  return tenant.turns.take(async () => {
    const network = findNetwork(withNone(tenant, await ownNetworks(tenant)), wanted);
    const container = findContainer(await ownContainers(tenant), body.Container);
    if (network.engine === null)
      throw refused("container cannot be disconnected from network none");
    await tenant.engine.empty({
      method: "POST",
      path: ["networks", network.id, "disconnect"],
      json: { Container: container.id, Force: body.Force ?? false },
    });
    return empty(200);
  });
}
