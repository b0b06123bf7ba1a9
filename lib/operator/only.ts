/** A page of the operator's for somebody else: sent to sign in, or told that there is no such page. */
import { notFound, redirect } from "next/navigation";
import type { CurrentUser } from "@/lib/auth/current-user";
import { isEscaleError } from "@/lib/protocol/errors";

/** What `read` reads. It asks the table itself (lib/authorization); this turns its refusal into a page. */
export async function operatorOnly<T>(
  user: CurrentUser | null,
  path: string,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isEscaleError(error)) throw error;
    const unknown = user === null || user.guest;
    if (unknown && (error.code === "not_signed_in" || error.code === "forbidden"))
      redirect(`/connexion?suite=${encodeURIComponent(path)}`);
    if (error.code === "forbidden" || error.code === "not_found") notFound();
    throw error;
  }
}
