/** Coming into a class; a newcomer is made a guest by it. */
import { joinClass } from "@/lib/classroom/join";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { joinSchema } from "@/lib/protocol/classroom";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const join = await readJson(request, joinSchema);
    const { classId, setCookies } = await joinClass(await database(), request.headers, join);
    return json({ id: classId }, 200, setCookies);
  });
