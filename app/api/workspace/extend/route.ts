/** « Prolonger »: the idle time starts again. */
import { requireOwner } from "@/lib/auth/require-owner";
import { backend } from "@/lib/backend-client/client";
import { json, mutate } from "@/lib/http/respond";

export const POST = (request: Request) =>
  mutate(request, async () => json(await backend().extend(await requireOwner(request.headers))));
