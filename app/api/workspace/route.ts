/**
 * The learner's workspace: see it, open it (which makes a guest of a newcomer), end it.
 * `DELETE ?files=keep|remove` says what becomes of the home folder.
 */
import { z } from "zod";
import { requireOwner } from "@/lib/auth/require-owner";
import { currentOwner, ensureOwner } from "@/lib/auth/session";
import { backend } from "@/lib/backend-client/client";
import { quotaFor } from "@/lib/classroom/quota";
import { database } from "@/lib/db/client";
import { answer, json, mutate } from "@/lib/http/respond";
import { EscaleError } from "@/lib/protocol/errors";
import type { WorkspaceView } from "@/lib/protocol/workspace";

/** What somebody without an account has. */
const nothing: WorkspaceView = { state: "none", filesKept: false, stopped: null };
const filesSchema = z.enum(["keep", "remove"]);

export const GET = (request: Request) =>
  answer(request, async () => {
    const owner = await currentOwner(request.headers);
    return json(owner === null ? nothing : await backend().workspace(owner));
  });

export const POST = (request: Request) =>
  mutate(request, async () => {
    const { owner, setCookies } = await ensureOwner(request.headers);
    const quota = await quotaFor(await database(), owner);
    return json(await backend().open(owner, quota), 200, setCookies);
  });

export const DELETE = (request: Request) =>
  mutate(request, async () => {
    const files = filesSchema.safeParse(new URL(request.url).searchParams.get("files") ?? "keep");
    if (!files.success) {
      throw new EscaleError("bad_request", "Faut-il garder ou supprimer vos fichiers ?");
    }
    return json(await backend().remove(await requireOwner(request.headers), files.data));
  });
