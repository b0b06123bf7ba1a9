/** What `docker inspect` says of one object of the learner's virtual engine. */
import { z } from "zod";
import { requireOwner } from "@/lib/auth/require-owner";
import { backend } from "@/lib/backend-client/client";
import { answer, json } from "@/lib/http/respond";
import { engineKeySchema, engineKindSchema } from "@/lib/protocol/engine-view";
import { EscaleError } from "@/lib/protocol/errors";

const paramsSchema = z.object({ kind: engineKindSchema, wanted: engineKeySchema });

export const GET = (
  request: Request,
  { params }: { params: Promise<{ kind: string; wanted: string }> },
) =>
  answer(request, async () => {
    const owner = await requireOwner(request.headers);
    const asked = paramsSchema.safeParse(await params);
    if (!asked.success) throw new EscaleError("bad_request", "Cet objet n’a pas de tel nom.");
    return json(await backend().inspect(owner, asked.data.kind, asked.data.wanted));
  });
