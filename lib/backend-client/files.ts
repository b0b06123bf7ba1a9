/** The backend's files API as web calls it; see client.ts for what all calls have in common. */
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import {
  type Expected,
  type FileState,
  type FolderList,
  fileHeaders,
  fileStateSchema,
  folderListSchema,
  versionSchema,
} from "@/lib/protocol/files";
import type { Owner } from "@/lib/protocol/ids";
import { type Transport, workspacePath } from "./transport";

export interface FilesClient {
  list(owner: Owner, path: string): Promise<FolderList>;
  makeFolder(owner: Owner, path: string): Promise<void>;
  move(owner: Owner, from: string, to: string): Promise<void>;
  remove(owner: Owner, path: string): Promise<void>;
  /** The body is the file's content; its headers say version and time. */
  read(owner: Owner, path: string): Promise<FileAnswer>;
  write(owner: Owner, path: string, expected: Expected, content: Readable): Promise<FileState>;
  download(owner: Owner, path: string, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  /** Server-sent events; ends when `signal` aborts. */
  changes(
    owner: Owner,
    folders: readonly string[],
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData["body"]>;
}

export interface FileAnswer {
  readonly body: Dispatcher.ResponseData["body"];
  readonly version: string;
  /** ms since the epoch, as a header */
  readonly modified: string;
}

/** A slow connection's upload, which the backend takes as fast as it comes, ms. */
const uploadMs = 6 * 60_000;

export function createFilesClient({ send, call }: Transport): FilesClient {
  const path = (owner: Owner, what: string, query: Record<string, string> = {}) =>
    `${workspacePath(owner)}/files${what}?${new URLSearchParams(query)}`;
  const done = async (answer: Promise<Dispatcher.ResponseData>) => (await answer).body.dump();
  return {
    list: (owner, folder) => call("GET", path(owner, "", { path: folder }), folderListSchema),
    makeFolder: (owner, folder) =>
      done(send("POST", path(owner, "/folders"), { body: { path: folder } })),
    move: (owner, from, to) => done(send("POST", path(owner, "/moves"), { body: { from, to } })),
    remove: (owner, file) => done(send("DELETE", path(owner, "", { path: file }))),
    async read(owner, file) {
      const { body, headers } = await send("GET", path(owner, "/content", { path: file }));
      return {
        body,
        version: versionSchema.parse(headers[fileHeaders.version]),
        modified: String(headers[fileHeaders.modified]),
      };
    },
    write: (owner, file, expected, content) =>
      call("PUT", path(owner, "/content", { path: file, expected }), fileStateSchema, {
        content,
        headersTimeout: uploadMs,
      }),
    download: (owner, file, signal) =>
      send("GET", path(owner, "/download", { path: file }), { signal }),
    async changes(owner, folders, signal) {
      const query = { folders: JSON.stringify(folders) };
      // a heartbeat each 15 s: three missing and the stream is dead
      const options = { signal, bodyTimeout: 45_000 };
      return (await send("GET", path(owner, "/changes", query), options)).body;
    },
  };
}
