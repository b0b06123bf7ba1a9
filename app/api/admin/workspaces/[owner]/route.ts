/** Ends somebody's workspace; their files are kept. */
import { currentUser } from "@/lib/auth/current-user";
import { backend } from "@/lib/backend-client/client";
import { database } from "@/lib/db/client";
import { empty, mutate } from "@/lib/http/respond";
import { stopWorkspace } from "@/lib/operator/machine";
import { EscaleError } from "@/lib/protocol/errors";
import { ownerSchema } from "@/lib/protocol/ids";

export const DELETE = (request: Request, { params }: { params: Promise<{ owner: string }> }) =>
  mutate(request, async () => {
    const owner = ownerSchema.safeParse((await params).owner);
    if (!owner.success) throw new EscaleError("bad_request", "Ce nom n’est celui de personne.");
    const user = await currentUser(request.headers);
    await stopWorkspace(await database(), backend(), user, owner.data);
    return empty();
  });
