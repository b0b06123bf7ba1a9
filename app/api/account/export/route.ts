/** All that the database holds of the learner, as a file to keep. */

import { database } from "@/lib/db/client";
import { filesOwner } from "@/lib/files/requests";
import { attachment, inertHeaders } from "@/lib/files/streams";
import { answer } from "@/lib/http/respond";
import { exportOf } from "@/lib/own-data/export";

export const GET = (request: Request) =>
  answer(request, async () => {
    const owner = await filesOwner(request);
    const data = await exportOf(await database(), owner);
    return new Response(JSON.stringify(data, null, 2), {
      headers: {
        ...inertHeaders,
        "content-type": "application/json; charset=utf-8",
        "content-disposition": attachment("mes-donnees-escale.json"),
      },
    });
  });
