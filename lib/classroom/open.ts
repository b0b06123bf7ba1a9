/** A class for one of its pages. */
import { type CurrentUser, currentUser } from "@/lib/auth/current-user";
import type { Action } from "@/lib/authorization/table";
import { database } from "@/lib/db/client";
import { isEscaleError } from "@/lib/protocol/errors";
import { type Access, enter } from "./access";

export interface OpenClass {
  access: Access;
  user: CurrentUser;
}

/**
 * Null: there is no such class for whoever asks, signed in or not. Throws EscaleError
 * database_unavailable.
 */
export async function openClass(
  headers: Headers,
  classId: string,
  action: Action,
): Promise<OpenClass | null> {
  const user = await currentUser(headers);
  if (user === null) return null;
  try {
    return { user, access: await enter(await database(), user, classId, action) };
  } catch (error) {
    if (isEscaleError(error) && error.code === "not_found") return null;
    throw error;
  }
}
