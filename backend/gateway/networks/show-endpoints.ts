/** The networks of a container, in `docker ps` and `docker inspect`: own ones, by their own names. */
import { z } from "zod";
import { fromEngineContainerName } from "../names";
import type { Tenant } from "../tenant";
import { defaultNetwork, noneId } from "./own";

export const endpointsSchema = z
  .record(
    z.string(),
    z.object({
      Links: z.array(z.string()).nullable(),
      Aliases: z.array(z.string()).nullable(),
      NetworkID: z.string(),
      EndpointID: z.string(),
      Gateway: z.string(),
      IPAddress: z.string(),
      IPPrefixLen: z.number(),
      MacAddress: z.string(),
    }),
  )
  .nullable();
type Endpoints = z.infer<typeof endpointsSchema>;

/** `default` on one's `bridge`, as an engine keeps what the CLI sends when nothing is asked. */
export function showMode(tenant: Tenant, mode: string): string {
  const name = fromEngineContainerName(tenant.workspace, mode);
  if (name === undefined) return /^container:[0-9a-f]{64}$/.test(mode) ? mode : "none";
  return name === defaultNetwork ? "default" : name;
}

const nowhere = { Gateway: "", IPAddress: "", IPPrefixLen: 0, MacAddress: "", EndpointID: "" };

/** `name`: the container's own, an alias of ours that is not shown. */
export function showEndpoints(tenant: Tenant, name: string, mode: string, endpoints: Endpoints) {
  const rest = { DriverOpts: null, IPv6Gateway: "", GlobalIPv6Address: "", GlobalIPv6PrefixLen: 0 };
  const own = Object.entries(endpoints ?? {}).flatMap(([key, endpoint]) => {
    const network = fromEngineContainerName(tenant.workspace, key);
    if (network === undefined) return [];
    const aliases = (endpoint.Aliases ?? []).filter((alias) => alias !== name);
    const links = (endpoint.Links ?? []).flatMap((link) => {
      const [target = "", as] = link.split(":");
      const linked = fromEngineContainerName(tenant.workspace, target);
      return linked === undefined ? [] : [`${linked}:${as ?? linked}`];
    });
    const shown = {
      ...endpoint,
      ...rest,
      IPAMConfig: null,
      Links: links.length === 0 ? null : links,
      Aliases: aliases.length === 0 ? null : aliases,
    };
    return [[network, shown] as const];
  });
  if (own.length === 0 && mode === "none") {
    const none = { ...nowhere, ...rest, IPAMConfig: null, Links: null, Aliases: null };
    return { none: { ...none, NetworkID: noneId(tenant.workspace) } };
  }
  return Object.fromEntries(own);
}

/** What `NetworkSettings` says at its top: the place on the default network. */
export function showNetworkSettings(
  tenant: Tenant,
  name: string,
  mode: string,
  endpoints: Endpoints,
) {
  const Networks = showEndpoints(tenant, name, mode, endpoints);
  const first = { ...nowhere, ...Networks[defaultNetwork] };
  return {
    Bridge: "",
    SandboxID: "",
    HairpinMode: false,
    LinkLocalIPv6Address: "",
    LinkLocalIPv6PrefixLen: 0,
    SandboxKey: "",
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: first.EndpointID,
    Gateway: first.Gateway,
    GlobalIPv6Address: "",
    GlobalIPv6PrefixLen: 0,
    IPAddress: first.IPAddress,
    IPPrefixLen: first.IPPrefixLen,
    IPv6Gateway: "",
    MacAddress: first.MacAddress,
    Networks,
  };
}
