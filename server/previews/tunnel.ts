/** One connection to what an owner's container publishes, by way of the backend. */
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { workspacePath } from "@/lib/backend-client/transport";
import { type ErrorCode, errorBodySchema } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";

/** What stands in the way, in the backend's own code. */
export class NoTunnel extends Error {
  override readonly name = "NoTunnel";
  readonly code: ErrorCode;
  constructor(code: ErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

const connectTimeoutMs = 15_000;
const maxErrorBytes = 16 * 1024;

/** The caller ends it. Throws NoTunnel, with backend_unavailable where nobody answers. */
export function openTunnel(backendSocket: string, owner: Owner, port: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const asking = httpRequest({
      socketPath: backendSocket,
      // A connection of its own: it becomes the container's.
      agent: false,
      path: `${workspacePath(owner)}/ports/${port}/connection`,
      headers: { host: "backend", connection: "Upgrade", upgrade: "tcp" },
      timeout: connectTimeoutMs,
    });
    asking.on("timeout", () => asking.destroy(new Error("the backend took too long")));
    asking.on("error", (cause) => reject(new NoTunnel("backend_unavailable", { cause })));
    asking.on("response", (answer) => {
      codeOf(answer).then((code) => reject(new NoTunnel(code)), reject);
    });
    asking.on("upgrade", (_answer, tunnel, head) => {
      tunnel.setTimeout(0);
      tunnel.on("error", () => tunnel.destroy());
      // a container that speaks first (a mail server) has said this already
      if (head.length > 0) tunnel.unshift(head);
      resolve(tunnel);
    });
    asking.end();
  });
}

async function codeOf(answer: IncomingMessage): Promise<ErrorCode> {
  let text = "";
  try {
    for await (const chunk of answer.setEncoding("utf8")) {
      text += chunk;
      if (text.length > maxErrorBytes) break;
    }
    return errorBodySchema.parse(JSON.parse(text)).error.code;
  } catch (cause) {
    throw new NoTunnel("backend_unavailable", { cause });
  }
}
