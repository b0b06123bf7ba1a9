/**
 * What the backend counts for Prometheus (https://prometheus.io/docs/concepts/data_model/). No label
 * names a learner, a workspace or anything of theirs: the number of series is fixed by our code.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { BackendHealth } from "@/lib/protocol/health";

/** How a request of a learner's client ended: as asked, refused with words, or failed inside. */
export type Outcome = "served" | "refused" | "failed";

export interface Metrics {
  /** A request to a virtual engine: the table's method and path, until its answer began, ms. */
  request(route: string, outcome: Outcome, ms: number): void;
  /** A workspace opened, from a prepared workstation or not, ms. */
  opened(from: "prepared" | "build", ms: number): void;
  /** A workspace did not open. */
  openingFailed(): void;
  /** From now on the gauges ask these. */
  watch(sources: Sources): void;
  /** The text exposition format. */
  text(): Promise<string>;
}

export interface Sources {
  health(): BackendHealth;
  /** terminals open in all running workspaces */
  openTerminals(): number;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "escale_backend_" });
  const registers = [registry];
  const requests = new Histogram({
    name: "escale_gateway_request_seconds",
    help: "Requests to virtual engines until their answer began",
    labelNames: ["route", "outcome"],
    buckets: [0.002, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const opened = new Histogram({
    name: "escale_workspace_open_seconds",
    help: "Workspaces opened, from a prepared workstation or made for it",
    labelNames: ["from"],
    buckets: [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15],
    registers,
  });
  const failures = new Counter({
    name: "escale_workspace_open_failures_total",
    help: "Workspaces that could not be opened",
    registers,
  });
  return {
    request: (route, outcome, ms) => requests.observe({ route, outcome }, ms / 1000),
    opened: (from, ms) => opened.observe({ from }, ms / 1000),
    openingFailed: () => failures.inc(),
    watch(sources) {
      gauges(sources, registry);
    },
    text: () => registry.metrics(),
  };
}

function gauges(sources: Sources, registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: "escale_workspaces",
    help: "Workspaces by state; max is how many this machine may run",
    labelNames: ["state"],
    registers,
    collect() {
      for (const [state, count] of Object.entries(sources.health().workspaces))
        this.set({ state }, count);
    },
  });
  new Gauge({
    name: "escale_engine_up",
    help: "1 while the engine answers",
    registers,
    collect() {
      this.set(sources.health().engine.status === "ok" ? 1 : 0);
    },
  });
  new Gauge({
    name: "escale_terminals",
    help: "Terminals that are open",
    registers,
    collect() {
      this.set(sources.openTerminals());
    },
  });
}
