/** Changes the address that one signs in with. */
import { changeAddress } from "@/lib/accounts/own-account";
import { requireUser } from "@/lib/auth/current-user";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { addressChangeSchema } from "@/lib/protocol/account";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const change = await readJson(request, addressChangeSchema);
    await changeAddress(request.headers, await requireUser(request.headers), change);
    return empty();
  });
