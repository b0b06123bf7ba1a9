/** One learner's report in a class (PDF), for its trainers and for themselves. */
import { requireUser } from "@/lib/auth/current-user";
import { enter } from "@/lib/classroom/access";
import { learnerFile } from "@/lib/classroom/results/pdf/requests";
import { database } from "@/lib/db/client";
import { fileResponse } from "@/lib/http/file-response";
import { answer } from "@/lib/http/respond";

interface Address {
  params: Promise<{ id: string; place: string }>;
}

export const GET = (request: Request, { params }: Address) =>
  answer(request, async () => {
    const { id, place } = await params;
    const user = await requireUser(request.headers);
    const access = await enter(await database(), user, id, "class.read");
    const { name, bytes } = await learnerFile(access, place);
    return fileResponse(bytes, "application/pdf", name);
  });
