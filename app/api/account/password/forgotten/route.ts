/** Asks for a link by letter. The answer is the same whether there is such an account or not. */
import { forgotPassword } from "@/lib/accounts/forgotten";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { addressedSchema } from "@/lib/protocol/account";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const { email } = await readJson(request, addressedSchema);
    forgotPassword(request.headers, email);
    return empty();
  });
