/** A trainer says something to the class, or to one of it. */
import { requireUser } from "@/lib/auth/current-user";
import { enter } from "@/lib/classroom/access";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { sendMessage } from "@/lib/live/messages";
import { newMessageSchema } from "@/lib/protocol/live";

export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  mutate(request, async () => {
    const message = await readJson(request, newMessageSchema);
    const user = await requireUser(request.headers);
    const access = await enter(await database(), user, (await params).id, "class.send-message");
    await sendMessage(access, message);
    return json({});
  });
