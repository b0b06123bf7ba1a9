/** A learner's workspace as their trainer sees it, for as long as this stream lasts. */
import { requireUser } from "@/lib/auth/current-user";
import { watchNews } from "@/lib/classroom/watch/news";
import { mayWatch } from "@/lib/classroom/watch/right";
import { database } from "@/lib/db/client";
import { eventResponse } from "@/lib/http/event-response";
import { answer } from "@/lib/http/respond";
import { isOwnEventSource } from "@/lib/http/same-origin";
import { EscaleError } from "@/lib/protocol/errors";

export const GET = (
  request: Request,
  { params }: { params: Promise<{ id: string; place: string }> },
) =>
  answer(request, async () => {
    const { headers } = request;
    if (!isOwnEventSource(headers))
      throw new EscaleError("forbidden", "Un écran se regarde depuis une page de ce site.");
    const { id, place } = await params;
    const db = await database();
    const ask = async () => {
      const user = await requireUser(headers);
      return { user, watched: await mayWatch(db, user, id, place) };
    };
    const { user } = await ask();
    return eventResponse({
      key: `watch ${user.id}`,
      gone: request.signal,
      news: (signal) => watchNews({ db, classId: id, ask, signal }),
    });
  });
