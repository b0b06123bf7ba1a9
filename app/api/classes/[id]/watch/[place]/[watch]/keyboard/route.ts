/** Asks the learner who is watched for the keyboard, or gives it up. Only they can say yes. */
import { requireUser } from "@/lib/auth/current-user";
import { backend } from "@/lib/backend-client/client";
import { mayWatch } from "@/lib/classroom/watch/right";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { EscaleError } from "@/lib/protocol/errors";
import { wantKeyboardSchema, watchIdSchema } from "@/lib/protocol/watch";

interface Address {
  params: Promise<{ id: string; place: string; watch: string }>;
}

export const POST = (request: Request, { params }: Address) =>
  mutate(request, async () => {
    const { id, place, watch } = await params;
    const user = await requireUser(request.headers);
    const { wanted } = await readJson(request, wantKeyboardSchema);
    const { owner } = await mayWatch(await database(), user, id, place, "terminal.share");
    const name = watchIdSchema.safeParse(watch);
    if (!name.success) throw new EscaleError("not_found", "Vous ne regardez plus ce terminal.");
    await backend().watches.wantKeyboard(owner, name.data, { watcher: user.id, wanted });
    return empty();
  });
