/** Makes a folder in the learner's home. */
import { backend } from "@/lib/backend-client/client";
import { filesOwner } from "@/lib/files/requests";
import { readJson } from "@/lib/http/body";
import { empty, mutate } from "@/lib/http/respond";
import { makeFolderSchema } from "@/lib/protocol/files";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const owner = await filesOwner(request);
    const { path } = await readJson(request, makeFolderSchema);
    await backend().files.makeFolder(owner, path);
    return empty();
  });
