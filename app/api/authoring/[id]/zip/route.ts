/** A lesson taken away as a zip of its folder. */
import { requireUser } from "@/lib/auth/current-user";
import { enterLesson } from "@/lib/authoring/access";
import { asFiles, draftFiles } from "@/lib/authoring/drafts";
import { zipOf } from "@/lib/authoring/zip";
import { database } from "@/lib/db/client";
import { fileResponse } from "@/lib/http/file-response";
import { answer } from "@/lib/http/respond";

export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  answer(request, async () => {
    const user = await requireUser(request.headers);
    const access = await enterLesson(await database(), user, (await params).id);
    const zip = zipOf(asFiles(await draftFiles(access)));
    return fileResponse(zip, "application/zip", `${access.lesson.title.slice(0, 60)}.zip`);
  });
