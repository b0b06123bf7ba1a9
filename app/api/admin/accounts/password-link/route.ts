/** A link by which the account's owner chooses a password. */
import { currentUser } from "@/lib/auth/current-user";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { publicOrigin } from "@/lib/http/same-origin";
import { passwordLinkFor } from "@/lib/operator/accounts";
import { accountOfSchema } from "@/lib/protocol/operator";
import { runtime } from "@/lib/runtime/settings";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const { id } = await readJson(request, accountOfSchema);
    const origin = publicOrigin(runtime().settings);
    const user = await currentUser(request.headers);
    return json(await passwordLinkFor(await database(), user, { id, origin }));
  });
