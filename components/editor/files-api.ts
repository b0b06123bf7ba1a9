/** The calls behind the editor. Every failure is a ProblemError with a French message. */
import { z } from "zod";
import { ProblemError } from "@/components/workspace/api";
import { errorBodySchema } from "@/lib/protocol/errors";
import {
  type Expected,
  type FileState,
  type FolderList,
  fileHeaders,
  fileStateSchema,
  folderListSchema,
  versionSchema,
} from "@/lib/protocol/files";

const base = "/api/workspace/files";

const address = (what: string, query: Record<string, string>) =>
  `${base}${what}?${new URLSearchParams(query)}`;

async function send(url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { cache: "no-store", ...init });
  } catch (cause) {
    const message =
      "Le site ne répond pas. Vérifiez votre connexion ; votre texte est gardé dans cette page.";
    throw new ProblemError({ code: "network", message }, { cause });
  }
  if (response.ok) return response;
  const body = errorBodySchema.safeParse(await response.json().catch(() => null));
  if (body.success) throw new ProblemError(body.data.error);
  throw new ProblemError({
    code: "unexpected",
    message: "Le serveur a donné une réponse que cette page ne comprend pas. Rechargez la page.",
  });
}

const asJson = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

async function parsed<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const body = schema.safeParse(await response.json().catch(() => null));
  if (body.success) return body.data;
  const message = "Le serveur a donné une réponse que cette page ne comprend pas.";
  throw new ProblemError({ code: "unexpected", message }, { cause: body.error });
}

export interface Content extends FileState {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const filesApi = {
  list: async (path: string): Promise<FolderList> =>
    parsed(await send(address("", { path })), folderListSchema),

  async read(path: string): Promise<Content> {
    const response = await send(address("/content", { path }));
    const bytes = new Uint8Array(await response.arrayBuffer());
    const version = versionSchema.parse(response.headers.get(fileHeaders.version));
    const modified = z.coerce.number().parse(response.headers.get(fileHeaders.modified));
    return { bytes, version, modified, size: bytes.length };
  },

  write: async (path: string, expected: Expected, content: string | Blob): Promise<FileState> =>
    parsed(
      await send(address("/content", { path, expected }), {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: content,
      }),
      fileStateSchema,
    ),

  makeFolder: (path: string) => send(`${base}/folders`, asJson({ path })),
  move: (from: string, to: string) => send(`${base}/moves`, asJson({ from, to })),
  remove: (path: string) => send(address("", { path }), { method: "DELETE" }),

  downloadUrl: (path: string): string => address("/download", { path }),
  changesUrl: (folders: readonly string[]): string =>
    address("/changes", { folders: JSON.stringify(folders) }),
};
