/** The files of a draft: read, written over what was seen, added and removed. */
import { requireUser } from "@/lib/auth/current-user";
import { enterLesson } from "@/lib/authoring/access";
import { changeFiles, draftFiles } from "@/lib/authoring/drafts";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { answer, json, mutate } from "@/lib/http/respond";
import { authoringLimits, fileActionSchema } from "@/lib/protocol/authoring";

interface Address {
  params: Promise<{ id: string }>;
}

/** JSON writes some characters with two. */
const maxBytes = 2 * authoringLimits.fileBytes;

export const GET = (request: Request, { params }: Address) =>
  answer(request, async () => {
    const user = await requireUser(request.headers);
    const access = await enterLesson(await database(), user, (await params).id);
    return json({ files: await draftFiles(access) });
  });

export const POST = (request: Request, { params }: Address) =>
  mutate(request, async () => {
    const action = await readJson(request, fileActionSchema, maxBytes);
    const user = await requireUser(request.headers);
    const access = await enterLesson(await database(), user, (await params).id, "change");
    return json(await changeFiles(access, action));
  });
