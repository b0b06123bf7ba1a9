/** What is done to a class. */
import { requireUser } from "@/lib/auth/current-user";
import { actOnClass } from "@/lib/classroom/act";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { classActionSchema } from "@/lib/protocol/classroom";

export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  mutate(request, async () => {
    const action = await readJson(request, classActionSchema);
    const user = await requireUser(request.headers);
    return json(await actOnClass(await database(), user, (await params).id, action));
  });
