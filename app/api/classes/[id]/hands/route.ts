/** A trainer lowers a hand, or all of them. */
import { requireUser } from "@/lib/auth/current-user";
import { enter } from "@/lib/classroom/access";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { lowerHands } from "@/lib/live/hands";
import { lowerHandSchema } from "@/lib/protocol/live";

export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  mutate(request, async () => {
    const { place } = await readJson(request, lowerHandSchema);
    const user = await requireUser(request.headers);
    const access = await enter(await database(), user, (await params).id, "class.lower-hand");
    await lowerHands(access, place);
    return json({});
  });
