import { expect, test } from "vitest";
import { createMetrics } from "./metrics";

const health = {
  backend: { status: "ok" as const },
  engine: { status: "down" as const, detail: "away" },
  workspaces: { running: 3, prepared: 1, waiting: 2, max: 20 },
};

test("what happened and what is there, without anybody's name", async () => {
  const metrics = createMetrics();
  metrics.watch({ health: () => health, openTerminals: () => 7 });
  metrics.request("POST /containers/create", "served", 12);
  metrics.request("POST /containers/create", "refused", 1);
  metrics.opened("prepared", 31);
  metrics.openingFailed();
  const text = await metrics.text();
  expect(text).toContain(
    'escale_gateway_request_seconds_bucket{le="0.02",route="POST /containers/create",outcome="served"} 1',
  );
  expect(text).toContain(
    'escale_gateway_request_seconds_count{route="POST /containers/create",outcome="refused"} 1',
  );
  expect(text).toContain('escale_workspace_open_seconds_bucket{le="0.05",from="prepared"} 1');
  expect(text).toContain("escale_workspace_open_failures_total 1");
  expect(text).toContain('escale_workspaces{state="waiting"} 2');
  expect(text).toContain("escale_engine_up 0");
  expect(text).toContain("escale_terminals 7");
  expect(text).toContain("escale_backend_process_resident_memory_bytes");
});
