/** What is in a folder of the learner's home; removing something of it. */
import { z } from "zod";
import { backend } from "@/lib/backend-client/client";
import { filesOwner, readQuery } from "@/lib/files/requests";
import { answer, empty, json, mutate } from "@/lib/http/respond";
import { filePathSchema, folderPathSchema } from "@/lib/protocol/files";

const folder = z.strictObject({ path: folderPathSchema });
const file = z.strictObject({ path: filePathSchema });

export const GET = (request: Request) =>
  answer(request, async () => {
    const owner = await filesOwner(request);
    return json(await backend().files.list(owner, readQuery(request, folder).path));
  });

export const DELETE = (request: Request) =>
  mutate(request, async () => {
    const owner = await filesOwner(request);
    await backend().files.remove(owner, readQuery(request, file).path);
    return empty();
  });
