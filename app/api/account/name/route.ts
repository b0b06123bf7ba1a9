/** Changes the name that others see. */
import { changeName } from "@/lib/accounts/own-account";
import { requireUser } from "@/lib/auth/current-user";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { nameChangeSchema } from "@/lib/protocol/account";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const { name } = await readJson(request, nameChangeSchema);
    await changeName(await requireUser(request.headers), name);
    return empty();
  });
