/** In which of some folders something changes, as it does (server-sent events). */
import { z } from "zod";
import { backend } from "@/lib/backend-client/client";
import { filesOwner, readQuery } from "@/lib/files/requests";
import { toBrowser } from "@/lib/files/streams";
import { answer } from "@/lib/http/respond";
import { watchedSchema } from "@/lib/protocol/files";

const query = z.strictObject({ folders: watchedSchema });

export const GET = (request: Request) =>
  answer(request, async () => {
    const owner = await filesOwner(request);
    const { folders } = readQuery(request, query);
    const stop = new AbortController();
    const leave = () => stop.abort();
    request.signal.addEventListener("abort", leave, { once: true });
    const source = await backend().files.changes(owner, folders, stop.signal);
    return new Response(toBrowser(source, leave), {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        // Asks a proxy (nginx) not to hold events back.
        "x-accel-buffering": "no",
      },
    });
  });
