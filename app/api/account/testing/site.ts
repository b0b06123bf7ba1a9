/** A database of a test's own, and a backend that only says what it was asked. */
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { dirname } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import { forget } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";
import { origin } from "./browser";

export interface TestSite {
  /** what the backend was asked since the test began: "DELETE /v1/owners/…" */
  readonly asked: string[];
  /** limits of rate as after a start */
  forgiveAll(): void;
}

/** Sets it up for the file that calls it, with these settings, and takes it down. */
export function testSite(settings: Readonly<Record<string, string>> = {}): TestSite {
  const asked: string[] = [];
  const backend = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ state: "none", filesKept: false, stopped: null }));
  });
  const forgiveAll = () => {
    for (const name of [
      ...(["guestsPerAddress", "guestsInAll", "changesPerAddress", "signUps"] as const),
      ...(["takenAddresses", "passwordAttempts", "spentLinks"] as const),
    ]) {
      forget(name);
    }
  };
  testSiteData({ ESCALE_PORT: new URL(origin).port, ...settings }, 240_000);
  beforeAll(async () => {
    mkdirSync(dirname(runtime().paths.backendSocket), { recursive: true });
    await new Promise<void>((resolve) => backend.listen(runtime().paths.backendSocket, resolve));
  });
  afterAll(() => {
    backend.closeAllConnections();
    backend.close();
  });
  beforeEach(async () => {
    forgiveAll();
    asked.length = 0;
    const db = await database();
    await db.user.deleteMany();
    await db.verification.deleteMany();
  });
  return { asked, forgiveAll };
}
