/**
 * What `--network` says at `docker create`, resolved among the tenant's own: a network, `none`, or
 * another container's.
 */
import { findContainer, type OwnContainer } from "../containers/own";
import { badRequest, refused } from "../errors";
import { messages } from "../messages";
import { toEngineNetworkName } from "../names";
import type { Tenant } from "../tenant";
import { networksWithDefault } from "./default";
import { type Endpoint, endpointFor } from "./endpoint";
import { isolationOf, networksOpen } from "./make";
import { defaultNetwork, findNetwork } from "./own";

/** The fields that the engine is given. */
export interface Attachment {
  NetworkMode: string;
  EndpointsConfig?: Record<string, object>;
  /** its network namespace is its own, to set up, and not another container's */
  ownNamespace: boolean;
}

export interface AskedNetwork {
  mode: string | undefined;
  endpoints: Readonly<Record<string, Endpoint>> | undefined;
  /** the older place of `--link` */
  links: readonly string[] | undefined;
}

const isDefault = (mode: string) => ["", "default", defaultNetwork].includes(mode);

/** Only in the tenant's turn. `name`: the new container's. */
export async function attachmentFor(
  tenant: Tenant,
  asked: AskedNetwork,
  name: string,
  containers: readonly OwnContainer[],
): Promise<Attachment> {
  const entries = Object.entries(asked.endpoints ?? {});
  const [key, second] = entries.map(([network]) => network);
  if (second !== undefined)
    throw badRequest(
      `Container cannot be connected to network endpoints: ${entries.map(([network]) => network).join(", ")}`,
    );
  const mode = isDefault(asked.mode ?? "") ? (key ?? "") : (asked.mode ?? "");
  const endpoint = key === undefined ? undefined : asked.endpoints?.[key];
  const links = [...(asked.links ?? []), ...(endpoint?.Links ?? [])];
  const target = /^container:(.+)$/.exec(mode)?.[1];

  if (target !== undefined) {
    if (endpoint !== undefined || links.length > 0) throw badRequest(messages.sharedNetwork);
    return {
      NetworkMode: `container:${findContainer(containers, target).id}`,
      ownNamespace: false,
    };
  }
  if (mode === "none") {
    if (links.length > 0) throw badRequest(messages.linkWithoutNetwork);
    return { NetworkMode: "none", ownNamespace: true };
  }
  if (isDefault(mode) && !networksOpen(tenant)) {
    // closed: as if without a network, which the lessons on containers do not need
    if (links.length > 0) throw refused(messages.networksClosed);
    return { NetworkMode: "none", ownNamespace: true };
  }
  isolationOf(tenant);
  const own = await networksWithDefault(tenant);
  const network = findNetwork(own, isDefault(mode) ? defaultNetwork : mode);
  if (key !== undefined && !(isDefault(key) && network.name === defaultNetwork)) {
    if (findNetwork(own, key).id !== network.id)
      throw badRequest(
        `Container cannot be connected to network endpoints: ${network.name}, ${key}`,
      );
  }
  const scoped = toEngineNetworkName(tenant.workspace, network.name);
  return {
    NetworkMode: scoped,
    EndpointsConfig: {
      [scoped]: endpointFor(
        tenant,
        network,
        name,
        { Aliases: endpoint?.Aliases, Links: links },
        containers,
      ),
    },
    ownNamespace: true,
  };
}
