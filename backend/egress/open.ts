/** A connection to a listed host, at an address that was looked at. */
import { lookup } from "node:dns/promises";
import { connect, type Socket } from "node:net";
import { isReachable } from "./addresses";
import { type Hosts, isHostName } from "./hosts";
import type { Destination } from "./target";
import { type Refusal, refusals } from "./words";

/** How names and addresses are found and judged; tests have an internet of their own. */
export interface Reach {
  /** the IPv4 addresses of a name; rejects when there is no such name */
  resolve(host: string): Promise<readonly string[]>;
  mayReach(address: string): boolean;
  /** where `address:port` really is */
  connect(address: string, port: number): Socket;
}

export const internet: Reach = {
  resolve: async (host) =>
    (await lookup(host, { family: 4, all: true })).map(({ address }) => address),
  mayReach: isReachable,
  connect: (host, port) => connect({ host, port, family: 4 }),
};

export interface Open {
  destination: Destination;
  outside: Socket;
}

const connectMs = 10_000;

export async function openTo(
  destination: Destination,
  hosts: Hosts,
  reach: Reach,
): Promise<Open | Refusal> {
  const { host, port } = destination;
  if (!host.includes(".") || host === "localhost") return refusals.ownNetwork(host);
  if (!isHostName(host) || !hosts.allow(host)) return refusals.notListed(host);
  const addresses = await reach.resolve(host).catch(() => undefined);
  if (addresses === undefined) return refusals.unknownHost(host);
  const address = addresses.find((each) => reach.mayReach(each));
  if (address === undefined) return refusals.address(host);
  const outside = reach.connect(address, port);
  const connected = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => outside.destroy(new Error("no answer")), connectMs);
    outside.once("connect", () => resolve(true));
    outside.on("error", () => outside.destroy());
    outside.once("close", () => {
      clearTimeout(timer);
      resolve(false);
    });
    outside.once("connect", () => clearTimeout(timer));
  });
  return connected ? { destination, outside } : refusals.unreachable(host);
}
