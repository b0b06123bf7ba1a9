/** Makes one network on the engine: a bridge under the host's firewall, a subnet of ours. */
import { z } from "zod";
import type { Isolation } from "@/backend/isolation/isolation";
import { formatRange, gatewayOf } from "@/backend/isolation/subnets";
import { EngineError } from "../engine-client";
import { conflict, refused } from "../errors";
import { messages } from "../messages";
import { toEngineNetworkName } from "../names";
import type { Tenant } from "../tenant";
import { networkLabels } from "./engine-network";

const createdSchema = z.object({ Id: z.string().regex(/^[0-9a-f]{64}$/) });

/** The firewall, known to be in force. Throws DockerError 403 with the reason where it is not. */
export function isolationOf(tenant: Tenant): Isolation {
  const { isolation } = tenant;
  if (isolation === undefined) throw refused(messages.networksClosed);
  if (isolation.problem() !== null) throw refused(messages.networksClosed);
  return isolation;
}

export const networksOpen = ({ isolation }: Tenant): boolean =>
  isolation !== undefined && isolation.problem() === null;

export interface NewNetwork {
  /** as the learner names it */
  name: string;
  internal: boolean;
  labels: Readonly<Record<string, string>>;
}

/** Subnets that the engine itself finds taken are passed over, this many at most. */
const tries = 4;

/** Only in the tenant's turn. Resolves to the engine's full ID. */
export async function makeNetwork(tenant: Tenant, wanted: NewNetwork): Promise<string> {
  const isolation = isolationOf(tenant);
  if ((await isolation.check()) !== null) throw refused(messages.networksClosed);
  for (let left = tries; ; left--) {
    const subnet = await isolation.reserveSubnet(tenant.limits.containers);
    if (subnet === undefined) throw conflict(messages.noSubnet);
    const bridge = isolation.bridgeName();
    try {
      const { Id } = await tenant.engine.json(
        {
          method: "POST",
          path: ["networks", "create"],
          json: {
            Name: toEngineNetworkName(tenant.workspace, wanted.name),
            CheckDuplicate: true,
            Driver: "bridge",
            EnableIPv6: false,
            Internal: wanted.internal,
            IPAM: {
              Driver: "default",
              Config: [{ Subnet: formatRange(subnet), Gateway: gatewayOf(subnet) }],
            },
            Options: { "com.docker.network.bridge.name": bridge },
            Labels: { ...wanted.labels, ...networkLabels(tenant, isolation.instance) },
          },
        },
        createdSchema,
      );
      isolation.releaseSubnet(subnet);
      if (isolation.hasBridge(bridge)) return Id;
      // an engine of the operator's that runs elsewhere: no rule of this host holds there
      isolation.engineIsElsewhere();
      await tenant.engine.empty({ method: "DELETE", path: ["networks", Id] });
      throw refused(messages.networksClosed);
    } catch (error) {
      // left reserved when it is the engine that knows another owner of these addresses
      const overlaps =
        error instanceof EngineError && /overlap|conflicts with/i.test(error.message);
      if (!overlaps) isolation.releaseSubnet(subnet);
      if (!overlaps || left <= 1) throw error;
    }
  }
}
