/**
 * Where learners' networks get their addresses: from ranges of our own, cut into subnets, never one
 * that overlaps a route of the host (another engine's networks, a LAN, a VPN).
 */
import { isIPv4 } from "node:net";

/** First address and length of the prefix, IPv4. */
export interface Range {
  base: number;
  prefix: number;
}

export function parseRange(text: string): Range {
  const [address = "", prefix = "32"] = text.split("/");
  const base = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return { base, prefix: Number(prefix) };
}

const address = (value: number) =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
const size = ({ prefix }: Range) => 2 ** (32 - prefix);

export const formatRange = (range: Range): string => `${address(range.base)}/${range.prefix}`;
/** The bridge's own address: the first of the subnet. */
export const gatewayOf = (range: Range): string => address(range.base + 1);

export const overlap = (a: Range, b: Range): boolean =>
  a.base < b.base + size(b) && b.base < a.base + size(a);

/** Tried in this order; the first alone holds 1024 subnets of 64 addresses. */
export const poolRanges = ["10.201.0.0/16", "172.30.0.0/16", "192.168.128.0/17"];
const pools = poolRanges.map(parseRange);

/** The smallest subnet for so many containers, the network's own three addresses counted; /26 at least. */
export const prefixFor = (containers: number): number =>
  32 - Math.max(6, Math.ceil(Math.log2(containers + 3)));

/**
 * The first free subnet, looking from `start` (any number: instances that share a machine begin
 * apart); undefined when there is none.
 */
export function freeSubnet(
  taken: readonly Range[],
  prefix: number,
  start: number,
): Range | undefined {
  for (const pool of pools) {
    const count = size(pool) / 2 ** (32 - prefix);
    for (let step = 0; step < count; step++) {
      const base = pool.base + ((start + step) % count) * 2 ** (32 - prefix);
      const range = { base, prefix };
      if (!taken.some((other) => overlap(range, other))) return range;
    }
  }
  return undefined;
}

/** Ranges of /proc/net/route (addresses in the host's byte order), the default route left out. */
export function parseRoutes(text: string): Range[] {
  const littleEndian = (hex: string) =>
    [6, 4, 2, 0].reduce((sum, at) => sum * 256 + Number.parseInt(hex.slice(at, at + 2), 16), 0);
  return text
    .trim()
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [, destination = "", , , , , , mask = ""] = line.split("\t").map((part) => part.trim());
      const prefix = 32 - Math.log2(2 ** 32 - littleEndian(mask));
      return prefix > 0 ? [{ base: littleEndian(destination), prefix }] : [];
    });
}

/** Whether this IPv4 address lies in the ranges that our bridges get their subnets from. */
export const isOurAddress = (text: string): boolean =>
  isIPv4(text) && pools.some((pool) => overlap(pool, parseRange(text)));
