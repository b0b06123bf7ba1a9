/** Which addresses a name may resolve to: the public's, none of this machine's. */
import { BlockList, isIPv4 } from "node:net";
import { networkInterfaces } from "node:os";
import { notPublic } from "../isolation/rules";

const special = new BlockList();
for (const range of notPublic) {
  const [address = "", prefix = "32"] = range.split("/");
  special.addSubnet(address, Number(prefix), "ipv4");
}

/** Asked at each connection: this machine's addresses change. */
const ownAddresses = (): Set<string> =>
  new Set(
    Object.values(networkInterfaces()).flatMap((addresses) =>
      (addresses ?? []).map(({ address }) => address),
    ),
  );

/** IPv4 alone, as everywhere in learners' networks. */
export const isReachable = (address: string): boolean =>
  isIPv4(address) && !special.check(address, "ipv4") && !ownAddresses().has(address);
