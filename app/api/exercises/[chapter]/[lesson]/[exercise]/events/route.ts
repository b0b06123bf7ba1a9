/** The exercise's steps as they turn green (server-sent events). */

import { requireOwner } from "@/lib/auth/require-owner";
import { exerciseFor } from "@/lib/authoring/open";
import { database } from "@/lib/db/client";
import { exerciseNews } from "@/lib/exercises/live";
import { eventResponse } from "@/lib/http/event-response";
import { answer } from "@/lib/http/respond";

interface Address {
  params: Promise<{ chapter: string; lesson: string; exercise: string }>;
}

export const GET = (request: Request, { params }: Address) =>
  answer(request, async () => {
    const { chapter, lesson, exercise: slug } = await params;
    const exercise = await exerciseFor(request.headers, `${chapter}/${lesson}/${slug}`);
    const owner = await requireOwner(request.headers);
    const db = await database();
    return eventResponse({
      key: owner,
      gone: request.signal,
      news: (signal) => exerciseNews({ db, owner, exercise, signal }),
    });
  });
