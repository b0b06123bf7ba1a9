/** What is refused before Next sees it, with the reason; null: nothing is wrong. */
import type { IncomingMessage } from "node:http";
import { authoringLimits } from "@/lib/protocol/authoring";
import { maxUploadBytes } from "@/lib/protocol/files";
import type { AllowHost } from "./hosts";

export interface Refusal {
  readonly status: number;
  /** English: only programs and operators ever see one of these */
  readonly message: string;
}

/** A learner's file on its way to the workspace. */
const uploadPath = "/api/workspace/files/content";

export const isUpload = ({ method, url }: IncomingMessage): boolean =>
  method === "POST" && url?.split("?")[0] === uploadPath;

/** A lesson as a zip (lib/authoring/zip.ts). */
const importPath = "/api/authoring/import";

const maxOf = ({ method, url }: IncomingMessage): number =>
  method === "POST" && url === importPath ? authoringLimits.zipBytes : maxContentLength;

const methods = new Set(["GET", "HEAD", "POST", "DELETE"]);
/** Several times the largest body that any handler takes (lib/http/body.ts). */
const maxContentLength = 64 * 1024;
/** A browser sends some twenty. Beyond it, Node would cut them off without a word. */
const maxHeaders = 100;

export function refuse(request: IncomingMessage, allowHost: AllowHost): Refusal | null {
  if (!allowHost(request.headers.host, request.socket.localAddress)) {
    return {
      status: 421,
      message:
        "This site does not answer to that name. If it should, set ESCALE_URL to its public address.",
    };
  }
  if (request.rawHeaders.length > 2 * maxHeaders) {
    return { status: 431, message: "Too many headers." };
  }
  if (!methods.has(request.method ?? "")) return { status: 405, message: "Method not allowed." };
  // Only origin-form targets (RFC 9112 §3.2.1), and none that could be read as another host's.
  if (!/^\/(?![/\\])/.test(request.url ?? "")) return { status: 400, message: "Bad target." };
  const most = isUpload(request) ? maxUploadBytes : maxOf(request);
  if (Number(request.headers["content-length"] ?? 0) > most) {
    return { status: 413, message: "Body too large." };
  }
  return null;
}
