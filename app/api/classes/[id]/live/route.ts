/** A class as it works, for its trainers (server-sent events). */
import { currentUser, requireUser } from "@/lib/auth/current-user";
import { enter, stillOpen } from "@/lib/classroom/access";
import { database } from "@/lib/db/client";
import { eventResponse } from "@/lib/http/event-response";
import { answer } from "@/lib/http/respond";
import { classNews } from "@/lib/live/class-news";
import { isEscaleError } from "@/lib/protocol/errors";

export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  answer(request, async () => {
    const user = await requireUser(request.headers);
    const db = await database();
    const access = await enter(db, user, (await params).id, "class.watch-live");
    stillOpen(access);
    const classId = access.record.id;
    // session, role and class anew each time: what was taken away ends the stream
    const allowed = async () => {
      const now = await currentUser(request.headers);
      if (now?.id !== user.id) return false;
      try {
        stillOpen(await enter(db, now, classId, "class.watch-live"));
        return true;
      } catch (error) {
        if (isEscaleError(error) && ["not_found", "bad_request"].includes(error.code)) return false;
        throw error;
      }
    };
    return eventResponse({
      key: `class ${user.id}`,
      gone: request.signal,
      news: (signal) => classNews({ db, classId, allowed, signal }),
    });
  });
