/** What the learner's classes expect of them. */
import { currentOwner } from "@/lib/auth/session";
import { readAgenda } from "@/lib/classroom/agenda";
import { database } from "@/lib/db/client";
import { answer, json } from "@/lib/http/respond";
import type { Agenda } from "@/lib/protocol/classroom";

const nothing: Agenda = { assignments: [] };

export const GET = (request: Request) =>
  answer(request, async () => {
    const owner = await currentOwner(request.headers);
    return json(owner === null ? nothing : await readAgenda(await database(), owner));
  });
