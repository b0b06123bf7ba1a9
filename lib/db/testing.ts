/** Databases of tests: a real one each, in a folder of its own, gone after them. */
import { mkdtempSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { forget } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";
import { closeDatabase, type Database, type OpenDatabase, openDatabase } from "./client";
import { migrate } from "./migrate";
import { migratedTemplate } from "./testing-template";

/** Whose tables are made within this time, ms. */
const madeWithinMs = 60_000;

export interface TestDatabase {
  /** to be asked for within tests and hooks only */
  readonly db: Database;
  /** Closes it and opens it again, as when the process starts anew. */
  reopen(): Promise<void>;
}

/** Made before the tests of the file that calls it. */
export function testDatabase(): TestDatabase {
  const data = mkdtempSync(join(tmpdir(), "escale-database-"));
  let opened: OpenDatabase | undefined;
  const open = async () => {
    opened = await openDatabase({ folder: join(data, "web/database") });
  };
  beforeAll(async () => {
    await cp(await migratedTemplate(), data, { recursive: true });
    await open();
  }, madeWithinMs);
  afterAll(async () => {
    await opened?.close();
    rmSync(data, { recursive: true, force: true });
  });
  return {
    get db() {
      if (opened === undefined) throw new Error("the database is not open yet");
      return opened.db;
    },
    async reopen() {
      await opened?.close();
      await open();
    },
  };
}

/**
 * The site's own data folder and database, for tests of what finds them by the settings.
 * `withinMs`: how long its tables may take.
 */
export function testSiteData(
  settings: Readonly<Record<string, string>> = {},
  withinMs = madeWithinMs,
): void {
  const data = mkdtempSync(join(tmpdir(), "escale-site-"));
  beforeAll(async () => {
    Object.assign(process.env, { ESCALE_DATA: data, ESCALE_LOG_LEVEL: "silent", ...settings });
    delete process.env.DATABASE_URL;
    forget("runtime");
    await cp(await migratedTemplate(), data, { recursive: true });
    await migrate(runtime().settings);
  }, withinMs);
  afterAll(async () => {
    await closeDatabase();
    rmSync(data, { recursive: true, force: true });
  });
}
