/** Signs in with address and password. */
import { signIn } from "@/lib/accounts/sign-in";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { signInSchema } from "@/lib/protocol/account";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const { setCookies } = await signIn(request.headers, await readJson(request, signInSchema));
    return empty(setCookies);
  });
