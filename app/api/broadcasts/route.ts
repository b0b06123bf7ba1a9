/** What trainers show now to the classes of whoever asks. */
import { currentUser } from "@/lib/auth/current-user";
import { readBroadcastNews } from "@/lib/classroom/broadcast/news";
import { database } from "@/lib/db/client";
import { answer, json } from "@/lib/http/respond";
import type { BroadcastNews } from "@/lib/protocol/broadcast";

const nothing: BroadcastNews = { broadcasts: [], teaches: [], inClass: false };

export const GET = (request: Request) =>
  answer(request, async () => {
    const user = await currentUser(request.headers);
    return json(user === null ? nothing : await readBroadcastNews(await database(), user));
  });
