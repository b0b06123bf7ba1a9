/**
 * Who the browser is signed in as (without our cookie nothing is asked of the database), and the
 * account to be deleted, with all that belongs to it.
 */

import { currentUser } from "@/lib/auth/current-user";
import { requireOwner } from "@/lib/auth/require-owner";
import { forgetSession } from "@/lib/auth/session";
import { backend } from "@/lib/backend-client/client";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { answer, json, mutate } from "@/lib/http/respond";
import { askDeletion, carryOut } from "@/lib/own-data/deletion";
import type { AccountView } from "@/lib/protocol/account";
import { type DeletionAnswer, deletionSchema } from "@/lib/protocol/deletion";
import { isEscaleError } from "@/lib/protocol/errors";
import { log } from "@/lib/runtime/log";

export const GET = (request: Request) =>
  answer(request, async () => {
    const user = await currentUser(request.headers);
    let view: AccountView = { state: "none" };
    if (user?.guest) view = { state: "guest" };
    else if (user?.email) {
      view = { state: "member", name: user.name, email: user.email, role: user.role };
    }
    return json(view);
  });

export const DELETE = (request: Request) =>
  mutate(request, async () => {
    await readJson(request, deletionSchema);
    const owner = await requireOwner(request.headers);
    const db = await database();
    await askDeletion(db, owner);
    const setCookies = await forgetSession(request.headers);
    let state: DeletionAnswer["state"] = "deleted";
    try {
      await carryOut({ db, backend: backend() }, owner);
    } catch (error) {
      if (!isEscaleError(error)) throw error;
      log().warn({ err: error }, "a deletion has to wait for the learner's files");
      state = "pending";
    }
    return json({ state } satisfies DeletionAnswer, 200, setCookies);
  });
