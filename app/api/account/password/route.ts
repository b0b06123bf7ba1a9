/** Changes the password, which ends every other session. */
import { changePassword } from "@/lib/accounts/own-account";
import { requireUser } from "@/lib/auth/current-user";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { passwordChangeSchema } from "@/lib/protocol/account";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const change = await readJson(request, passwordChangeSchema);
    const user = await requireUser(request.headers);
    const { setCookies } = await changePassword(request.headers, user, change);
    return empty(setCookies);
  });
