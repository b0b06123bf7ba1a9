/** The address of a preview, for the frame of our own page: good once, and for a minute. */
import { z } from "zod";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { previewPathSchema } from "@/lib/previews/grants";
import { openPreview } from "@/lib/previews/open";
import { EscaleError } from "@/lib/protocol/errors";
import { portSchema } from "@/lib/protocol/ids";

const bodySchema = z.strictObject({ path: previewPathSchema });

export const POST = (request: Request, { params }: { params: Promise<{ port: string }> }) =>
  mutate(request, async () => {
    const port = portSchema.safeParse((await params).port);
    if (!port.success) throw new EscaleError("bad_request", "Ce n’est pas un numéro de port.");
    const { path } = await readJson(request, bodySchema);
    return json({
      url: await openPreview(request.headers, { port: port.data, path, framed: true }),
    });
  });
