/** A database of a test's own, and a backend that only says what it was asked. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { closeDatabase, database } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
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
  const data = mkdtempSync(join(tmpdir(), "escale-account-"));
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
  beforeAll(async () => {
    Object.assign(process.env, {
      ...{ ESCALE_DATA: data, ESCALE_LOG_LEVEL: "silent", ESCALE_PORT: new URL(origin).port },
      ...settings,
    });
    delete process.env.DATABASE_URL;
    forget("runtime");
    await migrate(runtime().settings);
    mkdirSync(dirname(runtime().paths.backendSocket), { recursive: true });
    await new Promise<void>((resolve) => backend.listen(runtime().paths.backendSocket, resolve));
  }, 240_000);
  afterAll(async () => {
    backend.closeAllConnections();
    backend.close();
    await closeDatabase();
    rmSync(data, { recursive: true, force: true });
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
