/** The learner's virtual engine as it changes (server-sent events, lib/protocol/engine-stream.ts). */
import { requireOwner } from "@/lib/auth/require-owner";
import { engineEventStream } from "@/lib/backend-client/events";
import { answer } from "@/lib/http/respond";

export const GET = (request: Request) =>
  answer(request, async () =>
    engineEventStream(await requireOwner(request.headers), request.signal),
  );
