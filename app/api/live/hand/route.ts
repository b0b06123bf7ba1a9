/** A learner raises their hand, or lowers it. */
import { requireOwner } from "@/lib/auth/require-owner";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { setHand } from "@/lib/live/hands";
import { handSchema } from "@/lib/protocol/live";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const { raised } = await readJson(request, handSchema);
    const owner = await requireOwner(request.headers);
    await setHand(await database(), owner, raised);
    return empty();
  });
