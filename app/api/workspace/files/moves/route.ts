/** Renames or moves a file or folder of the learner's home; never over another. */
import { backend } from "@/lib/backend-client/client";
import { filesOwner } from "@/lib/files/requests";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { moveFileSchema } from "@/lib/protocol/files";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const owner = await filesOwner(request);
    const { from, to } = await readJson(request, moveFileSchema);
    await backend().files.move(owner, from, to);
    return empty();
  });
