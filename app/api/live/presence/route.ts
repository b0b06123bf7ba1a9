/** A page of the learner's says that it is there. */
import { requireOwner } from "@/lib/auth/require-owner";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { reportPresence } from "@/lib/live/report";
import { presenceReportSchema } from "@/lib/protocol/live";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const report = await readJson(request, presenceReportSchema);
    const owner = await requireOwner(request.headers);
    return json({ classes: await reportPresence(await database(), owner, report) });
  });
