/** An exercise as the learner's, and what they do with it. */

import { requireOwner } from "@/lib/auth/require-owner";
import { currentOwner } from "@/lib/auth/session";
import { exerciseFor } from "@/lib/authoring/open";
import { noRules } from "@/lib/classroom/rules";
import { database } from "@/lib/db/client";
import { act, readExerciseView } from "@/lib/exercises/exercises";
import { readJson } from "@/lib/http/body";
import { answer, json, mutate } from "@/lib/http/respond";
import { exerciseActionSchema } from "@/lib/protocol/exercise";

interface Address {
  params: Promise<{ chapter: string; lesson: string; exercise: string }>;
}

const idOf = async ({ params }: Address) => {
  const { chapter, lesson, exercise } = await params;
  return `${chapter}/${lesson}/${exercise}`;
};

export const GET = (request: Request, address: Address) =>
  answer(request, async () => {
    const exercise = await exerciseFor(request.headers, await idOf(address));
    const owner = await currentOwner(request.headers);
    if (owner === null) return json({ id: exercise.id, rules: noRules, run: null });
    return json(await readExerciseView(await database(), owner, exercise));
  });

export const POST = (request: Request, address: Address) =>
  mutate(request, async () => {
    const action = await readJson(request, exerciseActionSchema);
    const exercise = await exerciseFor(request.headers, await idOf(address));
    const owner = await requireOwner(request.headers);
    return json(await act(await database(), owner, exercise, action));
  });
