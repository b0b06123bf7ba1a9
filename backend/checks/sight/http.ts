/**
 * Asks a published port of the learner's as `curl localhost:<port>` in the workstation would: the
 * port is looked up among what their running containers publish, and nothing else can be reached.
 */
import { request } from "node:http";
import type { Target } from "../../ports/targets";
import type { HttpAsked, HttpSeen } from "../types";

const patienceMs = 3_000;
const maxBody = 64 * 1024;

export async function askPort(
  targets: ReadonlyMap<number, Target>,
  asked: HttpAsked,
): Promise<HttpSeen> {
  const target = targets.get(asked.port);
  if (!target) return { answered: false, published: false, why: "nobody publishes it" };
  try {
    return await ask(target, asked);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { answered: false, published: true, why };
  }
}

/** Redirections are not followed. What comes after the first 64 KiB of a body is not read. */
function ask(target: Target, asked: HttpAsked): Promise<HttpSeen> {
  return new Promise((resolve, reject) => {
    const call = request({
      host: target.address,
      port: target.port,
      method: asked.method,
      path: asked.path,
      headers: { host: `localhost:${asked.port}`, "user-agent": "escale", ...asked.headers },
      agent: false,
      maxHeaderSize: 16 * 1024,
      signal: AbortSignal.timeout(patienceMs),
    });
    call.on("error", reject);
    call.on("response", (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const done = () => {
        response.destroy();
        resolve({
          answered: true,
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
          ),
          body: Buffer.concat(chunks).subarray(0, maxBody).toString("utf8"),
        });
      };
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= maxBody) done();
      });
      response.on("error", reject);
      response.on("end", done);
    });
    call.end(asked.send);
  });
}
