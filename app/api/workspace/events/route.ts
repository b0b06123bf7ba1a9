/** The workspace's view, pushed whole on each change (server-sent events). */
import { requireOwner } from "@/lib/auth/require-owner";
import { eventStream } from "@/lib/backend-client/events";
import { answer } from "@/lib/http/respond";

export const GET = (request: Request) =>
  answer(request, async () => eventStream(await requireOwner(request.headers), request.signal));
