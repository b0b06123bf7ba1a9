/** Makes an account; of a guest, theirs. */
import { signUp } from "@/lib/accounts/sign-up";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { signUpSchema } from "@/lib/protocol/account";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const { setCookies } = await signUp(request.headers, await readJson(request, signUpSchema));
    return empty(setCookies);
  });
