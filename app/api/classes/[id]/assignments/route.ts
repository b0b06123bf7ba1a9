/** Giving a class something to do. */
import { requireUser } from "@/lib/auth/current-user";
import { saveAssignment } from "@/lib/classroom/assignments";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { assignmentDraftSchema } from "@/lib/protocol/classroom";

export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  mutate(request, async () => {
    const draft = await readJson(request, assignmentDraftSchema);
    const user = await requireUser(request.headers);
    const place = { classId: (await params).id, id: null };
    return json({ id: await saveAssignment(await database(), user, place, draft) });
  });
