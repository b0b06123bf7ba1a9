/** Ends every session of the account but the one that asks. */
import { endOtherSessions } from "@/lib/accounts/sessions";
import { requireUser } from "@/lib/auth/current-user";
import { empty, mutate } from "@/lib/http/respond";

export const DELETE = (request: Request) =>
  mutate(request, async () => {
    await endOtherSessions(await requireUser(request.headers));
    return empty();
  });
