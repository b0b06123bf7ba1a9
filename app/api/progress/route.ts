/** How far the learner has come. The first event makes a guest of a newcomer. */
import { currentOwner, ensureOwner } from "@/lib/auth/session";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { answer, json, mutate } from "@/lib/http/respond";
import { readProgress, recordEvent } from "@/lib/progress/progress";
import { type Progress, progressEventSchema } from "@/lib/protocol/progress";

const nobodys: Progress = { account: false, lessons: {}, exercises: [], quizzes: {} };

export const GET = (request: Request) =>
  answer(request, async () => {
    const owner = await currentOwner(request.headers);
    return json(owner === null ? nobodys : await readProgress(await database(), owner));
  });

export const POST = (request: Request) =>
  mutate(request, async () => {
    const event = await readJson(request, progressEventSchema);
    const { owner, setCookies } = await ensureOwner(request.headers);
    return json(await recordEvent(await database(), owner, event), 200, setCookies);
  });
