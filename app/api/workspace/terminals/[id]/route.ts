/** Closes a terminal tab: its shell is hung up. */
import { requireOwner } from "@/lib/auth/require-owner";
import { backend } from "@/lib/backend-client/client";
import { empty, mutate } from "@/lib/http/respond";
import { EscaleError } from "@/lib/protocol/errors";
import { terminalIdSchema } from "@/lib/protocol/ids";

export const DELETE = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  mutate(request, async () => {
    const { id } = await params;
    const terminal = /^[1-9]\d{0,3}$/.test(id) ? terminalIdSchema.safeParse(id) : null;
    if (!terminal?.success) throw new EscaleError("not_found", "Ce terminal n’existe pas.");
    await backend().closeTerminal(await requireOwner(request.headers), terminal.data);
    return empty();
  });
