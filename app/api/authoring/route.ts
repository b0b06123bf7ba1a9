/** Beginning a lesson of one's own, from the template. */

import { requireUser } from "@/lib/auth/current-user";
import { createLesson } from "@/lib/authoring/drafts";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { newAuthoredSchema } from "@/lib/protocol/authoring";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const { title } = await readJson(request, newAuthoredSchema);
    const user = await requireUser(request.headers);
    return json({ id: await createLesson(await database(), user, title) });
  });
