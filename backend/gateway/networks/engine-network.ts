/** A network as the engine describes it, and as its learner reads it. */
import { z } from "zod";
import { instanceLabel, workspaceLabel } from "@/backend/engine/ownership";
import { visibleLabels } from "../labels";
import { fromEngineContainerName } from "../names";
import type { Tenant } from "../tenant";

export const engineNetworkSchema = z.object({
  Name: z.string(),
  Id: z.string().regex(/^[0-9a-f]{64}$/),
  Created: z.string(),
  Internal: z.boolean(),
  IPAM: z.object({
    Config: z
      .array(z.object({ Subnet: z.string(), Gateway: z.string().optional() }))
      .nullable()
      .optional(),
  }),
  Containers: z
    .record(
      z.string(),
      z.object({
        Name: z.string(),
        EndpointID: z.string(),
        MacAddress: z.string(),
        IPv4Address: z.string(),
      }),
    )
    .nullable()
    .optional(),
  Labels: z.record(z.string(), z.string()).nullable(),
});
export type EngineNetwork = z.infer<typeof engineNetworkSchema>;

export const networkLabels = (tenant: Tenant, instance: string) => ({
  [workspaceLabel]: tenant.workspace,
  [instanceLabel]: instance,
});

/** Neither the bridge's name on the host nor anything else of the platform's shows. */
export function showNetwork(tenant: Tenant, name: string, network: EngineNetwork) {
  return {
    Name: name,
    Id: network.Id,
    Created: network.Created,
    Scope: "local",
    Driver: "bridge",
    EnableIPv6: false,
    IPAM: { Driver: "default", Options: {}, Config: network.IPAM.Config ?? [] },
    Internal: network.Internal,
    Attachable: false,
    Ingress: false,
    ConfigFrom: { Network: "" },
    ConfigOnly: false,
    Containers: Object.fromEntries(
      Object.entries(network.Containers ?? {}).flatMap(([id, endpoint]) => {
        const container = fromEngineContainerName(tenant.workspace, endpoint.Name);
        return container === undefined
          ? []
          : [[id, { ...endpoint, Name: container, IPv6Address: "" }]];
      }),
    ),
    Options: {},
    Labels: visibleLabels(network.Labels),
  };
}

/** `none`, which every engine shows: no object of the engine's stands behind it. */
export function showNone(id: string) {
  return {
    Name: "none",
    Id: id,
    Created: "1970-01-01T00:00:00Z",
    Scope: "local",
    Driver: "null",
    EnableIPv6: false,
    IPAM: { Driver: "default", Options: null, Config: [] },
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigFrom: { Network: "" },
    ConfigOnly: false,
    Containers: {},
    Options: {},
    Labels: {},
  };
}
