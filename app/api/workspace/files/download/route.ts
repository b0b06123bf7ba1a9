/** A file of the learner's home, or a folder as an archive, to be kept on their own machine. */
import { z } from "zod";
import { backend } from "@/lib/backend-client/client";
import { filesOwner, readQuery } from "@/lib/files/requests";
import { attachment, inertHeaders, toBrowser } from "@/lib/files/streams";
import { answer } from "@/lib/http/respond";
import { folderPathSchema } from "@/lib/protocol/files";

const query = z.strictObject({ path: folderPathSchema });

export const GET = (request: Request) =>
  answer(request, async () => {
    const owner = await filesOwner(request);
    const { path } = readQuery(request, query);
    const stop = new AbortController();
    const { body, headers } = await backend().files.download(owner, path, stop.signal);
    const size = headers["content-length"];
    const name = path.split("/").at(-1) || "dossier-personnel";
    return new Response(
      toBrowser(body, () => stop.abort()),
      {
        headers: {
          ...inertHeaders,
          // a file's length is known, an archive's is not
          "content-disposition": attachment(size === undefined ? `${name}.tar.gz` : name),
          ...(typeof size === "string" ? { "content-length": size } : {}),
        },
      },
    );
  });
