/** A trainer shows their own terminal to the class, goes on, or ends it. */
import { requireUser } from "@/lib/auth/current-user";
import { actOnBroadcast } from "@/lib/classroom/broadcast/broadcast";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { broadcastActionSchema } from "@/lib/protocol/broadcast";

export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  mutate(request, async () => {
    const action = await readJson(request, broadcastActionSchema);
    const user = await requireUser(request.headers);
    await actOnBroadcast(await database(), user, (await params).id, action);
    return empty();
  });
