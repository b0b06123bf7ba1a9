/** A request to come into a class, from somebody who may not be anybody yet. */
import { currentUser } from "@/lib/auth/current-user";
import { ensureOwner } from "@/lib/auth/session";
import { authorize } from "@/lib/authorization/authorize";
import type { Database } from "@/lib/db/client";
import { clientAddress } from "@/lib/http/client-address";
import { classChanged } from "@/lib/live/hub";
import type { Join } from "@/lib/protocol/classroom";
import { countTry, doorByCode, doorByPlace, takeKeptPlace, takePlaceByName } from "./joining";

export interface Joined {
  classId: string;
  /** to be sent along: of the guest that was made */
  setCookies: readonly string[];
}

/** Throws EscaleError not_found, already_exists, too_many_requests, bad_request. */
export async function joinClass(db: Database, headers: Headers, join: Join): Promise<Joined> {
  authorize((await currentUser(headers)) ?? { guest: true, role: "learner" }, "class.join");
  countTry(clientAddress(headers));
  // the door first: nobody is made a guest by guessing
  if ("place" in join) {
    const door = await doorByPlace(db, join.place);
    const { owner, setCookies } = await ensureOwner(headers);
    await takeKeptPlace(db, { id: owner }, door);
    classChanged(door.classId);
    return { classId: door.classId, setCookies };
  }
  const door = await doorByCode(db, join.code);
  const { owner, setCookies } = await ensureOwner(headers);
  await takePlaceByName(db, { id: owner }, door, join.name);
  classChanged(door.classId);
  return { classId: door.classId, setCookies };
}
