/** The same as it changes (server-sent events). */
import { requireOwner } from "@/lib/auth/require-owner";
import { currentOwner } from "@/lib/auth/session";
import { database } from "@/lib/db/client";
import { eventResponse } from "@/lib/http/event-response";
import { answer } from "@/lib/http/respond";
import { ownNews } from "@/lib/live/own-news";

export const GET = (request: Request) =>
  answer(request, async () => {
    const owner = await requireOwner(request.headers);
    const db = await database();
    const allowed = async () => (await currentOwner(request.headers)) === owner;
    return eventResponse({
      key: `live ${owner}`,
      gone: request.signal,
      news: (signal) => ownNews({ db, owner, allowed, signal }),
    });
  });
