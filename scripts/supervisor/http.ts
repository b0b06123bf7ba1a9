/** Small HTTP calls to our own programs, over TCP or a unix socket. */
import { request } from "node:http";

export interface Answer {
  status: number;
  body: string;
}

export interface Call {
  method?: string;
  /** a unix socket, instead of host and port */
  socketPath?: string;
  host?: string;
  port?: number;
  path: string;
  /** JSON */
  body?: string;
  timeoutMs: number;
}

/** Rejects when nothing answers in time. */
export function call({ timeoutMs, method = "GET", body: sent, ...target }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...target, method, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        body += chunk;
      });
      response.once("end", () => resolve({ status: response.statusCode ?? 0, body }));
      response.once("error", reject);
    });
    outgoing.setTimeout(timeoutMs, () =>
      outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)),
    );
    outgoing.once("error", reject);
    if (sent !== undefined) outgoing.setHeader("content-type", "application/json");
    outgoing.end(sent);
  });
}
