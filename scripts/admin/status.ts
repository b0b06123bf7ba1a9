/** `admin status`: is it up, what runs. */
import { healthSchema } from "@/lib/protocol/health";
import type { Settings } from "@/lib/protocol/settings";
import { call } from "../supervisor/http";
import type { Backend } from "./backend";
import { table } from "./table";

/** Web's own view of all parts; null when it does not answer. */
async function siteHealth(settings: Settings) {
  try {
    const { body } = await call({
      host: settings.ESCALE_HOST,
      port: settings.ESCALE_PORT,
      path: "/healthz",
      timeoutMs: 5_000,
    });
    return healthSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** What to print, and whether every part is well. */
export async function status(
  backend: Backend,
  settings: Settings,
  json: boolean,
): Promise<{ text: string; ok: boolean }> {
  const [site, own] = await Promise.all([siteHealth(settings), backend.health().catch(() => null)]);
  const down = { status: "down" as const, detail: "does not answer" };
  const parts = {
    web: site?.web ?? down,
    database: site?.database ?? { ...down, detail: "unknown: web does not answer" },
    backend: own?.backend ?? down,
    engine: own?.engine ?? { ...down, detail: "unknown: the backend does not answer" },
  };
  const workspaces = own?.workspaces ?? null;
  const ok = Object.values(parts).every((part) => part.status === "ok");
  if (json) return { text: JSON.stringify({ ...parts, workspaces }), ok };
  const rows = Object.entries(parts).map(([name, part]) => [
    name,
    part.status,
    "version" in part && part.version ? part.version : (part.detail ?? ""),
  ]);
  const lines = [table(["PART", "STATUS", ""], rows)];
  if (workspaces) {
    const { running, prepared, waiting, max } = workspaces;
    lines.push(`\n${running} of ${max} workspaces run, ${prepared} prepared, ${waiting} waiting`);
  }
  return { text: lines.join("\n"), ok };
}
