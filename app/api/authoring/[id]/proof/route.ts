/** « Prouver »: begun, followed, stopped. */
import { z } from "zod";
import { requireUser } from "@/lib/auth/current-user";
import { enterLesson } from "@/lib/authoring/access";
import { beginProof, readProof, stopProof } from "@/lib/authoring/proof";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { answer, json, mutate } from "@/lib/http/respond";

interface Address {
  params: Promise<{ id: string }>;
}

const nothing = z.strictObject({});

export const GET = (request: Request, { params }: Address) =>
  answer(request, async () => {
    const user = await requireUser(request.headers);
    const access = await enterLesson(await database(), user, (await params).id);
    return json({ proof: await readProof(access) });
  });

export const POST = (request: Request, { params }: Address) =>
  mutate(request, async () => {
    await readJson(request, nothing);
    const user = await requireUser(request.headers);
    const access = await enterLesson(await database(), user, (await params).id, "change");
    await beginProof(access);
    return json({ proof: await readProof(access) });
  });

export const DELETE = (request: Request, { params }: Address) =>
  mutate(request, async () => {
    await readJson(request, nothing);
    const user = await requireUser(request.headers);
    const access = await enterLesson(await database(), user, (await params).id);
    await stopProof(access);
    return json({ proof: await readProof(access) });
  });
