/** Gives an account a role. */
import { currentUser } from "@/lib/auth/current-user";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { changeRole } from "@/lib/operator/accounts";
import { roleOfSchema } from "@/lib/protocol/operator";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const change = await readJson(request, roleOfSchema);
    await changeRole(await database(), await currentUser(request.headers), change);
    return empty();
  });
