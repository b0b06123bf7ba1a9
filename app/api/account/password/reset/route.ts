/** Chooses a password by a one-time link. */
import { resetPassword } from "@/lib/accounts/reset";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { passwordResetSchema } from "@/lib/protocol/account";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const reset = await readJson(request, passwordResetSchema);
    return empty(await resetPassword(request.headers, reset));
  });
