/** Ends one session of one's own. */
import { endSession } from "@/lib/accounts/sessions";
import { requireUser } from "@/lib/auth/current-user";
import { empty, mutate } from "@/lib/http/respond";

export const DELETE = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  mutate(request, async () => {
    await endSession(await requireUser(request.headers), (await params).id);
    return empty();
  });
