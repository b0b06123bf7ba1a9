/** Who the browser is signed in as. Without our cookie nothing is asked of the database. */
import { currentUser } from "@/lib/auth/current-user";
import { answer, json } from "@/lib/http/respond";
import type { AccountView } from "@/lib/protocol/account";

export const GET = (request: Request) =>
  answer(request, async () => {
    const user = await currentUser(request.headers);
    let view: AccountView = { state: "none" };
    if (user?.guest) view = { state: "guest" };
    else if (user?.email) {
      view = { state: "member", name: user.name, email: user.email, role: user.role };
    }
    return json(view);
  });
