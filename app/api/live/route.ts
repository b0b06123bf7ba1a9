/** A learner's own hand, and what their trainers have said. */
import { currentOwner } from "@/lib/auth/session";
import { database } from "@/lib/db/client";
import { answer, json } from "@/lib/http/respond";
import { readOwnLive } from "@/lib/live/own-news";
import type { OwnLive } from "@/lib/protocol/live";

const nothing: OwnLive = { classes: [], handRaised: false, messages: [] };

export const GET = (request: Request) =>
  answer(request, async () => {
    const owner = await currentOwner(request.headers);
    return json(owner === null ? nothing : await readOwnLive(await database(), owner));
  });
