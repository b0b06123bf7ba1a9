/** A virtual machine beside a container, as both run (server-sent events, lib/protocol/comparison.ts). */
import { requireOwner } from "@/lib/auth/require-owner";
import { comparisonStream } from "@/lib/backend-client/events";
import { answer } from "@/lib/http/respond";

export const GET = (request: Request) =>
  answer(request, async () =>
    comparisonStream(await requireOwner(request.headers), request.signal),
  );
