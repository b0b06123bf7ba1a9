/** Making a class. */
import { requireUser } from "@/lib/auth/current-user";
import { createClass } from "@/lib/classroom/classes";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { newClassSchema } from "@/lib/protocol/classroom";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const wanted = await readJson(request, newClassSchema);
    const user = await requireUser(request.headers);
    return json({ id: await createClass(await database(), user, wanted) });
  });
