/**
 * Answers to a question of a lesson, judged here. They make no account: without one they stay in the
 * browser, which sends them once there is (components/lesson/answers-kept.ts).
 */

import { requireOwner } from "@/lib/auth/require-owner";
import { questionFor } from "@/lib/authoring/open";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { EscaleError } from "@/lib/protocol/errors";
import { quizAnswersSchema } from "@/lib/protocol/progress";
import { recordAnswers } from "@/lib/quizzes/answers";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const { quiz, answers } = await readJson(request, quizAnswersSchema);
    const owner = await requireOwner(request.headers);
    const question = await questionFor(request.headers, quiz);
    if (question === null)
      throw new EscaleError("not_found", "Cette question n’existe pas, ou n’existe plus.");
    return json(await recordAnswers(await database(), owner, question, answers));
  });
