/**
 * Each part apart, for the operator and for whatever watches the site. 503 when the site cannot
 * serve learners' accounts (web or database); a backend or engine that is down is told, but the
 * lessons are served all the same.
 */
import { readHealth } from "@/lib/backend-client/health";
import { answer, json } from "@/lib/http/respond";

export const dynamic = "force-dynamic";

export const GET = (request: Request) =>
  answer(request, async () => {
    const health = await readHealth();
    const well = health.web.status === "ok" && health.database.status === "ok";
    return json(health, well ? 200 : 503);
  });
