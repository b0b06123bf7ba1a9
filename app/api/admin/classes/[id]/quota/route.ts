/** Sets what a class's workspaces may use. */
import { currentUser } from "@/lib/auth/current-user";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { setQuota } from "@/lib/operator/classes";
import { classQuotaSchema } from "@/lib/protocol/operator";

export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  mutate(request, async () => {
    const { quota } = await readJson(request, classQuotaSchema);
    const { id } = await params;
    await setQuota(await database(), await currentUser(request.headers), { id, quota });
    return empty();
  });
