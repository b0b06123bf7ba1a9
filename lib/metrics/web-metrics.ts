/**
 * What web counts for Prometheus: requests by kind and status, accounts. No label names a person,
 * nor a path that somebody chose.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { database } from "@/lib/db/client";
import { once } from "@/lib/runtime/once";

export interface WebMetrics {
  /** Counts the request when its answer has been sent, or its client has gone. */
  request(request: IncomingMessage, response: ServerResponse): void;
  /** The text exposition format. */
  text(): Promise<string>;
}

/** Prometheus gives up after ten seconds by default; a database that is away must not cost it all, ms. */
const databaseMs = 3_000;

declare global {
  interface EscaleShared {
    webMetrics?: WebMetrics;
  }
}

/** The process's own. */
export const webMetrics = (): WebMetrics => once("webMetrics", createWebMetrics);

export function createWebMetrics(): WebMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "escale_web_" });
  const requests = new Histogram({
    name: "escale_web_request_seconds",
    help: "Requests to the site until their answer was sent; streams last as long as they are watched",
    labelNames: ["kind", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  new Gauge({
    name: "escale_accounts",
    help: "Accounts by kind; absent while the database does not answer",
    labelNames: ["kind"],
    registers: [registry],
    async collect() {
      this.reset();
      const late = setTimeout(databaseMs, undefined, { ref: false });
      const counts = await Promise.race([accounts(), late]).catch(() => undefined);
      for (const [kind, count] of Object.entries(counts ?? {})) this.set({ kind }, count);
    },
  });
  return {
    request(request, response) {
      const began = performance.now();
      response.once("close", () => {
        const type = String(response.getHeader("content-type") ?? "");
        const kind = type.startsWith("text/event-stream") ? "stream" : kindOf(request.url ?? "");
        const status = response.writableFinished ? String(response.statusCode) : "gone";
        requests.observe({ kind, status }, (performance.now() - began) / 1000);
      });
    },
    text: () => registry.metrics(),
  };
}

async function accounts(): Promise<{ guest: number; member: number }> {
  const db = await database();
  const [guest, all] = await Promise.all([
    db.user.count({ where: { isAnonymous: true } }),
    db.user.count(),
  ]);
  return { guest, member: all - guest };
}

/** Paths are the visitors' to choose: only their kind is told. */
export function kindOf(target: string): "asset" | "api" | "watch" | "page" {
  const path = target.split("?")[0] ?? "";
  if (path.startsWith("/_next/")) return "asset";
  if (path === "/metrics" || path === "/healthz") return "watch";
  return path.startsWith("/api/") ? "api" : "page";
}
