/**
 * For tests of route handlers: a site with a database of its own, and a backend that notes what it
 * is asked and has nobody's workspace.
 */
import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { dirname } from "node:path";
import { beforeAll, beforeEach } from "vitest";
import { auth } from "@/lib/auth/auth";
import { createGuest } from "@/lib/auth/session";
import { testSiteData } from "@/lib/db/testing";
import type { Owner } from "@/lib/protocol/ids";
import { runtime } from "@/lib/runtime/settings";

export const origin = "http://localhost:3000";
export const fromPage = { origin, "sec-fetch-site": "same-origin" };
/** What a browser says of a request that another site has made it send. */
export const fromElsewhere: Record<string, string>[] = [
  { origin: "http://evil.example" },
  { origin: "null" },
  { origin: "http://localhost:3001" },
  { origin, "sec-fetch-site": "cross-site" },
  { origin, "sec-fetch-site": "same-site" },
  {},
];

export interface TestSite {
  /** `<method> <address>`, in the order of asking */
  readonly asked: string[];
  /** closes the backend, as when it has crashed */
  backendAway(): Promise<void>;
  guest(): Promise<{ owner: Owner; cookie: string }>;
}

/**
 * Made before the tests of the file that calls it, with these settings, gone after them.
 * @param patienceMs for the first opening of its database, where many are opened at once
 */
export function useTestSite(
  settings: Readonly<Record<string, string>> = {},
  patienceMs?: number,
): TestSite {
  const asked: string[] = [];
  let backend: Server;
  const close = async () => {
    backend.closeAllConnections();
    await new Promise((done) => backend.close(done));
  };
  testSiteData({ ESCALE_PORT: new URL(origin).port, ...settings }, patienceMs);
  beforeAll(() => {
    mkdirSync(dirname(runtime().paths.backendSocket), { recursive: true });
  });
  beforeEach(async () => {
    asked.length = 0;
    backend = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ state: "none", filesKept: false, stopped: null }));
    });
    await new Promise<void>((done) => backend.listen(runtime().paths.backendSocket, done));
    return close;
  });
  return {
    asked,
    backendAway: close,
    async guest() {
      const { owner, setCookies } = await createGuest(
        new Headers({ host: "localhost:3000" }),
        auth,
      );
      return { owner, cookie: setCookies.map((each) => each.split(";")[0]).join("; ") };
    },
  };
}

/** As a page of ours sends it, but for `headers`. */
export function sendJson(
  method: "POST" | "DELETE",
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Request {
  return new Request(`${origin}${path}`, {
    method,
    headers: { host: "localhost:3000", "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

export const get = (path: string, headers: Record<string, string> = {}): Request =>
  new Request(`${origin}${path}`, { headers: { host: "localhost:3000", ...headers } });
