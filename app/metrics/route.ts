/** What Prometheus reads, with the operator's token; without one in the settings it is not there. */
import { answer } from "@/lib/http/respond";
import { exposition, expositionType } from "@/lib/metrics/exposition";
import { bearsToken } from "@/lib/metrics/token";
import { EscaleError } from "@/lib/protocol/errors";
import { runtime } from "@/lib/runtime/settings";

export const dynamic = "force-dynamic";

export const GET = (request: Request) =>
  answer(request, async () => {
    const token = runtime().settings.ESCALE_METRICS_TOKEN;
    if (token === undefined || !bearsToken(request.headers.get("authorization"), token))
      throw new EscaleError("not_found", "Cette page n’existe pas.");
    return new Response(await exposition(), {
      headers: { "cache-control": "no-store", "content-type": expositionType },
    });
  });
