/** A lesson brought in as a zip. */
import { requireUser } from "@/lib/auth/current-user";
import { importLesson } from "@/lib/authoring/drafts";
import { filesOfZip } from "@/lib/authoring/zip";
import { authorize } from "@/lib/authorization/authorize";
import { database } from "@/lib/db/client";
import { readBytes } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { authoringLimits } from "@/lib/protocol/authoring";
import { EscaleError } from "@/lib/protocol/errors";

export const POST = (request: Request) =>
  mutate(request, async () => {
    // which no form of another site can send (Fetch, CORS-safelisted request headers)
    if (request.headers.get("content-type") !== "application/octet-stream")
      throw new EscaleError("bad_request", "Cette demande n’a pas été comprise.");
    const user = await requireUser(request.headers);
    // before anything is unpacked for them
    authorize(user, "content.create");
    const files = filesOfZip(await readBytes(request, authoringLimits.zipBytes));
    return json({ id: await importLesson(await database(), user, files) });
  });
