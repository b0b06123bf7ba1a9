import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "./client";
import { DatabaseLockedError, lockDatabase } from "./lock";
import { migrate } from "./migrate";

const data = mkdtempSync(join(tmpdir(), "escale-db-"));
const settings = { ESCALE_DATA: data };
const folder = join(data, "web/database");
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe("migrate", { timeout: 60_000 }, () => {
  it("makes the database from nothing, then has nothing left to do", async () => {
    const first = await migrate(settings);
    const written = readdirSync("prisma/migrations", { withFileTypes: true });
    expect(first.applied).toEqual(written.flatMap((each) => (each.isDirectory() ? each.name : [])));
    expect((await migrate(settings)).applied).toEqual([]);
    // Also when the note of what was applied is lost and the engine itself is asked.
    rmSync(`${folder}.migrated`);
    expect((await migrate(settings)).applied).toEqual([]);
    const { db, close } = await openDatabase({ folder });
    expect(await db.user.count()).toBe(0);
    await close();
  });

  it("keeps the data, and reports a migration that fails instead of taking it for applied", async () => {
    const opened = await openDatabase({ folder });
    await opened.db.user.create({ data: { id: "u1", name: "Ada", email: "ada@example.org" } });
    await opened.close();
    const prisma = join(data, "prisma");
    cpSync("prisma", prisma, { recursive: true });
    await mkdir(join(prisma, "migrations/99990101000000_broken"));
    writeFileSync(
      join(prisma, "migrations/99990101000000_broken/migration.sql"),
      'ALTER TABLE "nowhere" ADD COLUMN "x" INTEGER;',
    );
    await expect(migrate(settings, prisma)).rejects.toThrow(/nowhere/);
    const after = await openDatabase({ folder });
    expect(await after.db.user.findMany({ select: { name: true } })).toEqual([{ name: "Ada" }]);
    await after.close();
  });

  it("refuses while another process has the database open", async () => {
    const opened = await openDatabase({ folder });
    await expect(openDatabase({ folder })).rejects.toThrow(DatabaseLockedError);
    await opened.close();
  });
});

describe("lockDatabase", () => {
  it("takes over from a process that died, even if its pid lives again", () => {
    const path = join(data, "other");
    const dead = spawnSync("true").pid;
    writeFileSync(`${path}.lock`, `${dead} 1`);
    lockDatabase(path)();
    writeFileSync(`${path}.lock`, `${process.pid} 1`);
    lockDatabase(path)();
  });

  it("is refused to another process while this one lives", () => {
    const path = join(data, "held");
    const unlock = lockDatabase(path);
    const other = `import { lockDatabase } from "./lib/db/lock"; lockDatabase(${JSON.stringify(path)});`;
    expect(() => execFileSync("node_modules/.bin/tsx", ["-e", other], { stdio: "pipe" })).toThrow(
      /is open in process/,
    );
    unlock();
  });
});
