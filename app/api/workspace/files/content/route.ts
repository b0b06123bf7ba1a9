/**
 * A file's content: read for the editor, with its version; written (or uploaded) with the version
 * that the writer expects to replace.
 */
import { z } from "zod";
import { backend } from "@/lib/backend-client/client";
import { filesOwner, readQuery } from "@/lib/files/requests";
import { fromBrowser, inertHeaders, toBrowser } from "@/lib/files/streams";
import { answer, json, mutate } from "@/lib/http/respond";
import { EscaleError } from "@/lib/protocol/errors";
import { expectedSchema, fileHeaders, filePathSchema } from "@/lib/protocol/files";

const reading = z.strictObject({ path: filePathSchema });
const writing = z.strictObject({ path: filePathSchema, expected: expectedSchema });

export const GET = (request: Request) =>
  answer(request, async () => {
    const owner = await filesOwner(request);
    const file = await backend().files.read(owner, readQuery(request, reading).path);
    return new Response(toBrowser(file.body), {
      headers: {
        ...inertHeaders,
        [fileHeaders.version]: file.version,
        [fileHeaders.modified]: file.modified,
      },
    });
  });

export const POST = (request: Request) =>
  mutate(request, async () => {
    // which no form of another site can send (Fetch, CORS-safelisted request headers)
    if (request.headers.get("content-type") !== "application/octet-stream")
      throw new EscaleError("bad_request", "Cette demande n’a pas été comprise.");
    const owner = await filesOwner(request);
    const { path, expected } = readQuery(request, writing);
    return json(await backend().files.write(owner, path, expected, fromBrowser(request)));
  });
