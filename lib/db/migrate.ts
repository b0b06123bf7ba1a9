/**
 * Applies the migrations of prisma/migrations that the database does not have yet, with Prisma's
 * own schema engine (its WebAssembly build: the native one would have to be downloaded), and
 * writes new ones for a developer who changed the schema.
 *
 * As a program: `tsx lib/db/migrate.ts` applies; `tsx lib/db/migrate.ts new <name>` writes one.
 * The web server must be stopped: the embedded database has one process at a time.
 */
import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  bindMigrationAwareSqlAdapterFactory,
  type ErrorRegistry,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import { pathsOf } from "@/lib/protocol/paths";
import { readSettings, type Settings } from "@/lib/protocol/settings";
import { connect, type DatabaseLocation, databaseLocation } from "./connection";
import { loadSchemaEngine } from "./schema-engine";

export interface Migrated {
  /** names of the migrations applied by this call, oldest first */
  readonly applied: readonly string[];
}

const noFilters = { externalTables: [], externalEnums: [] };

/**
 * Brings the database up to date. Creates the embedded one when absent (4 to 5 s).
 * Throws on the first migration that fails, which is then recorded as failed in
 * `_prisma_migrations`, and DatabaseLockedError when the server has the database open.
 */
export async function migrate(
  settings: Pick<Settings, "ESCALE_DATA" | "ESCALE_DOCKER_HOST" | "DATABASE_URL">,
  prismaFolder: string = defaultPrismaFolder(),
): Promise<Migrated> {
  const location = databaseLocation(settings, pathsOf(settings));
  const stamp = await stampOf(location, prismaFolder);
  if (stamp?.current) return { applied: [] };
  const connection = await connect(location);
  try {
    const migrated = await withEngine(connection.factory, prismaFolder, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: await readMigrations(prismaFolder),
        filters: noFilters,
      });
      return { applied: appliedMigrationNames };
    });
    await stamp?.write();
    return migrated;
  } finally {
    await connection.close();
  }
}

/**
 * Opening the embedded database only to find it up to date costs a second or more of each start:
 * a file beside it says which migrations it has. Null: a server, which is asked each time.
 */
async function stampOf(location: DatabaseLocation, prismaFolder: string) {
  if (!("folder" in location)) return null;
  const { migrationDirectories } = await readMigrations(prismaFolder);
  const text = createHash("sha256").update(JSON.stringify(migrationDirectories)).digest("hex");
  const path = `${location.folder}.migrated`;
  return {
    current:
      existsSync(join(location.folder, "PG_VERSION")) &&
      existsSync(path) &&
      (await readFile(path, "utf8")) === text,
    write: () => writeFile(path, text, { mode: 0o600 }),
  };
}

/**
 * Writes the migration from the recorded ones to the schema as it now is, by comparing a passing
 * database that has them with the schema. Returns its name; null: no difference.
 */
export async function createMigration(
  name: string,
  prismaFolder: string = defaultPrismaFolder(),
): Promise<string | null> {
  if (!/^[a-z0-9_]{1,60}$/.test(name)) throw new Error("a migration's name is a-z, 0-9 and _");
  const scratch = await connect({ memory: true });
  try {
    return await withEngine(scratch.factory, prismaFolder, async (engine) => {
      await engine.applyMigrations({
        migrationsList: await readMigrations(prismaFolder),
        filters: noFilters,
      });
      const files = [await readSchema(prismaFolder)];
      const { stdout: script } = await engine.diff({
        from: { tag: "schemaDatasource", files, configDir: prismaFolder },
        to: { tag: "schemaDatamodel", files },
        script: true,
        exitCode: null,
        filters: noFilters,
      });
      if (!script || script.startsWith("-- This is an empty migration")) return null;
      const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
      const folder = join(prismaFolder, "migrations", `${stamp}_${name}`);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "migration.sql"), script);
      return `${stamp}_${name}`;
    });
  } finally {
    await scratch.close();
  }
}

async function withEngine<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  prismaFolder: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const engineClass = await loadSchemaEngine();
  const schema = await readSchema(prismaFolder);
  const bound = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await engineClass.new(
    { datamodels: [[schema.path, schema.content]] },
    () => {},
    bound,
  );
  try {
    return await use(engine);
  } catch (error) {
    throw explained(error, bound.errorRegistry);
  } finally {
    engine.free();
  }
}

/** The engine names an error of the database by a number: here with the database's own words. */
function explained(error: unknown, registry: ErrorRegistry): unknown {
  if (!(error instanceof Error)) return error;
  const id = /External error id#(\d+)/.exec(error.message)?.[1];
  if (id === undefined) return error;
  const cause = registry.consumeError(Number(id))?.error;
  const words = cause instanceof Error ? cause.message : JSON.stringify(cause);
  const migration = /migration_name="([^"]*)"/.exec(error.message)?.[1];
  return new Error(`${migration === undefined ? "" : `migration ${migration}: `}${words}`, {
    cause,
  });
}

async function readSchema(prismaFolder: string) {
  const path = join(prismaFolder, "schema.prisma");
  return { path, content: await readFile(path, "utf8") };
}

async function readMigrations(prismaFolder: string): Promise<MigrationList> {
  const baseDir = join(prismaFolder, "migrations");
  const lockfile = "migration_lock.toml";
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir,
    lockfile: { path: lockfile, content: await readFile(join(baseDir, lockfile), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (path) => ({
        path,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(join(baseDir, path, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}

/** `prisma/` beside the program: two folders up in the sources, in the same folder in a release. */
function defaultPrismaFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return here.endsWith(join("lib", "db")) ? join(here, "../../prisma") : join(here, "prisma");
}

async function main(args: readonly string[]): Promise<void> {
  const [command, name] = args;
  if (command === "new" && name !== undefined) {
    const created = await createMigration(name);
    console.log(created === null ? "The schema has not changed." : `Wrote ${created}.`);
    return;
  }
  if (command !== undefined) throw new Error("usage: migrate [new <name>]");
  const { applied } = await migrate(readSettings(process.env));
  console.log(applied.length === 0 ? "Up to date." : `Applied ${applied.join(", ")}.`);
}

const program = process.argv[1];
if (program !== undefined && import.meta.url === pathToFileURL(realpathSync(program)).href) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
