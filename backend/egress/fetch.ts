/** One plain http request, written anew from the headers that are understood. */
import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Share } from "./budget";
import type { Open } from "./open";

const asked = [
  ...["accept", "accept-encoding", "accept-language", "cache-control", "if-modified-since"],
  ...["if-none-match", "if-range", "pragma", "range", "referer", "user-agent"],
];

/** What belongs to the connection, not to the answer (RFC 9110 §7.6.1). */
const ofConnection: ReadonlySet<string> = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-connection", "te", "trailer"],
  ...["transfer-encoding", "upgrade", "alt-svc"],
]);

const silenceMs = 60_000;

/** Ends `outside` in every case. */
export async function fetchPlain(
  incoming: IncomingMessage,
  response: ServerResponse,
  { destination, outside, share }: Open & { share: Share },
): Promise<void> {
  const url = incoming.url ?? "";
  const path = url.slice("http://".length).replace(/^[^/]*/, "") || "/";
  const headers: Record<string, string> = { Host: destination.host, Connection: "close" };
  for (const name of asked) {
    const value = incoming.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  outside.setTimeout(silenceMs, () => outside.destroy());
  response.once("close", () => outside.destroy());
  if (response.destroyed) return void outside.destroy();
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const call = request({
        method: incoming.method,
        path,
        headers,
        setHost: false,
        createConnection: () => outside,
      });
      call.once("response", resolve);
      call.once("error", reject);
      call.end();
    });
    const kept = Object.entries(answer.headers).filter(([name]) => !ofConnection.has(name));
    response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
    answer.on("data", (chunk: Buffer) => {
      if (!share.count(chunk.length)) outside.destroy();
    });
    await pipeline(answer, response);
  } finally {
    outside.destroy();
  }
}
