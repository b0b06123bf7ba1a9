/** What goes on in the classes of whoever asks, as it changes (server-sent events). */
import { currentUser } from "@/lib/auth/current-user";
import { database } from "@/lib/db/client";
import { eventResponse } from "@/lib/http/event-response";
import { answer } from "@/lib/http/respond";
import { ownNews } from "@/lib/live/own-news";

export const GET = (request: Request) =>
  answer(request, async () => {
    const { headers, signal: gone } = request;
    const db = await database();
    const who = () => currentUser(headers);
    const person = await who();
    return eventResponse({
      // nobody is told that there is nothing, and that is all
      key: person && `live ${person.id}`,
      gone,
      news: (signal) => ownNews({ db, who, signal }),
    });
  });
