/** The reports of a class's learners in one file (PDF). */
import { requireUser } from "@/lib/auth/current-user";
import { enter } from "@/lib/classroom/access";
import { classFile } from "@/lib/classroom/results/pdf/requests";
import { database } from "@/lib/db/client";
import { fileResponse } from "@/lib/http/file-response";
import { answer } from "@/lib/http/respond";

export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  answer(request, async () => {
    const user = await requireUser(request.headers);
    const access = await enter(await database(), user, (await params).id, "class.export-results");
    const { name, bytes } = await classFile(access);
    return fileResponse(bytes, "application/pdf", name);
  });
