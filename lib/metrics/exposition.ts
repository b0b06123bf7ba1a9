/** What `GET /metrics` answers: web's figures, and the backend's while it answers. */
import { backend } from "@/lib/backend-client/client";
import { log } from "@/lib/runtime/log";
import { webMetrics } from "./web-metrics";

/** The text exposition format, version 0.0.4. */
export const expositionType = "text/plain; version=0.0.4; charset=utf-8";

/** A backend that is away is a figure too (`escale_backend_up` 0), not an error. */
export async function exposition(): Promise<string> {
  const own = await webMetrics().text();
  try {
    return `${own}\n${up(1)}\n${await backend().metrics()}`;
  } catch (error) {
    log().warn({ err: error }, "metrics: the backend does not answer");
    return `${own}\n${up(0)}`;
  }
}

const up = (value: 0 | 1) =>
  `# HELP escale_backend_up 1 while the backend answers\n# TYPE escale_backend_up gauge\nescale_backend_up ${value}\n`;
