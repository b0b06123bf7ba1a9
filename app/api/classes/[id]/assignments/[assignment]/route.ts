/** Changing an assignment, or taking it back. */
import { requireUser } from "@/lib/auth/current-user";
import { removeAssignment, saveAssignment } from "@/lib/classroom/assignments";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { empty, json, mutate } from "@/lib/http/respond";
import { assignmentDraftSchema } from "@/lib/protocol/classroom";

interface Address {
  params: Promise<{ id: string; assignment: string }>;
}

const placeOf = async ({ params }: Address) => {
  const { id, assignment } = await params;
  return { classId: id, id: assignment };
};

export const POST = (request: Request, address: Address) =>
  mutate(request, async () => {
    const draft = await readJson(request, assignmentDraftSchema);
    const user = await requireUser(request.headers);
    const place = await placeOf(address);
    return json({ id: await saveAssignment(await database(), user, place, draft) });
  });

export const DELETE = (request: Request, address: Address) =>
  mutate(request, async () => {
    const user = await requireUser(request.headers);
    await removeAssignment(await database(), user, await placeOf(address));
    return empty();
  });
