/** What every part of the workspaces' life works with. */
import type { Paths } from "@/lib/protocol/paths";
import type { Settings } from "@/lib/protocol/settings";
import type { Cgroups } from "../cgroups/cgroups";
import type { Checks } from "../checks/types";
import type { Comparison } from "../comparison/comparison";
import type { Engine } from "../engine/client";
import type { HostUser } from "../engine/remap";
import type { Gateway } from "../gateway/types";
import type { Log } from "../log";
import type { Metrics } from "../metrics/metrics";
import type { Ports } from "../ports/types";
import type { Terminals } from "../terminals/types";
import type { VirtualEngine } from "../virtual-engine/types";
import type { Watches } from "../watching/watches";
import type { Homes } from "./homes";
import type { Owners } from "./owners";
import type { Quotas } from "./quotas";

export interface Context {
  settings: Settings;
  paths: Paths;
  log: Log;
  engine: Engine;
  cgroups: Cgroups;
  instance: string;
  gateway: Gateway;
  metrics: Metrics;
  terminals: Terminals;
  ports: Ports;
  virtualEngine: VirtualEngine;
  comparison: Comparison;
  checks: Checks;
  quotas: Quotas;
  watches: Watches;
  homes: Homes;
  owners: Owners;
  /** image of the workstation; tests may use another */
  image: string;
  /** the learner's user on the host; rejects while the engine is away and was never asked */
  learner(): Promise<HostUser>;
}
