/** Are learners' networks behind the firewall that the backend keeps? */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inspectIsolation } from "@/backend/isolation/isolation";
import type { Paths } from "@/lib/protocol/paths";
import type { Settings } from "@/lib/protocol/settings";
import { broken, type Finding, ok } from "./finding";

/** Looks, and changes nothing. */
export async function networkFindings(settings: Settings, paths: Paths): Promise<Finding[]> {
  const file = join(paths.data, "instance");
  const outside = {
    none: "the outside is closed",
    list: `${settings.ESCALE_EGRESS_HOSTS.length} hosts are open through the proxy`,
    open: "public addresses are open",
  }[settings.ESCALE_EGRESS];
  const problem = existsSync(file)
    ? await inspectIsolation(readFileSync(file, "utf8").trim(), settings.ESCALE_EGRESS)
    : "the backend has never run here";
  return [
    problem === null
      ? ok("networks", `firewall in force, ${outside}`)
      : broken(
          "networks",
          `closed to learners: ${problem}`,
          "start Escale as root on the engine's own host, with iptables and ip6tables installed; the backend's log says more",
        ),
  ];
}
