/** Opens a terminal tab in the learner's running workspace. */
import { requireOwner } from "@/lib/auth/require-owner";
import { backend } from "@/lib/backend-client/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { openTerminalSchema } from "@/lib/protocol/workspace";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const size = await readJson(request, openTerminalSchema);
    return json(await backend().openTerminal(await requireOwner(request.headers), size), 201);
  });
