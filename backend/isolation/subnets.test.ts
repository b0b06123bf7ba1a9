import { expect, test } from "vitest";
import {
  formatRange,
  freeSubnet,
  gatewayOf,
  parseRange,
  parseRoutes,
  prefixFor,
  type Range,
} from "./subnets";

test("hundreds of networks fit, none over another, and a full range gives way to the next", () => {
  const taken: Range[] = [];
  for (let count = 0; count < 400; count++) {
    const subnet = freeSubnet(taken, 26, 0x123456);
    if (subnet === undefined) throw new Error(`only ${count} subnets`);
    taken.push(subnet);
  }
  const bases = taken.map(({ base }) => base).sort((one, other) => one - other);
  expect(bases.every((base, at) => at === 0 || base - (bases[at - 1] ?? base) >= 64)).toBe(true);
  expect(freeSubnet([parseRange("10.201.0.0/16")], 26, 0x123456)?.prefix).toBe(26);
});

test("a route of the host is passed over, however large or small", () => {
  expect(freeSubnet([parseRange("10.0.0.0/8")], 26, 0)).toEqual(parseRange("172.30.0.0/26"));
  expect(freeSubnet([parseRange("10.201.0.7/32")], 26, 0)).toEqual(parseRange("10.201.0.64/26"));
  expect(freeSubnet([parseRange("0.0.0.0/0")], 26, 0)).toBeUndefined();
});

test("a subnet holds the containers that a workspace may have", () => {
  expect([5, 61, 62, 1000].map(prefixFor)).toEqual([26, 26, 25, 22]);
  expect(gatewayOf(parseRange("10.201.3.64/26"))).toBe("10.201.3.65");
});

test("routes are read as the kernel writes them", () => {
  const text = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
br-1\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
`;
  expect(parseRoutes(text).map(formatRange)).toEqual(["172.17.0.0/16", "192.0.2.0/24"]);
});
