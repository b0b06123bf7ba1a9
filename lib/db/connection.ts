/**
 * Opens the database that the settings name: PGlite (PostgreSQL in WebAssembly) in a folder, or
 * a PostgreSQL server. Both speak through Prisma's driver adapters.
 */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { lockDatabase } from "./lock";

/** Which database: a server's address, a folder of this machine, or a passing one in memory. */
export type DatabaseLocation =
  | { readonly url: string }
  | { readonly folder: string }
  | { readonly memory: true };

export function databaseLocation(
  settings: { DATABASE_URL?: string | undefined },
  paths: { database: string },
): DatabaseLocation {
  return settings.DATABASE_URL === undefined
    ? { folder: paths.database }
    : { url: settings.DATABASE_URL };
}

export interface Connection {
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  close(): Promise<void>;
}

/**
 * PGlite sets aside 128 MiB of buffers, more than such a database ever holds: with 8 MiB the web
 * process takes some 85 MiB less.
 */
const lean = [
  ...PGlite.defaultStartParams,
  ...["-c", "shared_buffers=8MB", "-c", "maintenance_work_mem=8MB"],
];

/** Throws `DatabaseLockedError` when another process has the folder open, else the driver's error. */
export async function connect(location: DatabaseLocation): Promise<Connection> {
  if ("memory" in location) {
    const database = await PGlite.create();
    return { factory: new AwaitedScripts(database), close: () => database.close() };
  }
  if ("url" in location) {
    const factory = new PrismaPg({
      connectionString: location.url,
      max: 10,
      connectionTimeoutMillis: 5_000,
    });
    // Prisma's own $disconnect ends the pool.
    return { factory, close: async () => {} };
  }
  mkdirSync(dirname(location.folder), { recursive: true, mode: 0o700 });
  const unlock = lockDatabase(location.folder);
  try {
    const database = await PGlite.create({ dataDir: location.folder, startParams: lean });
    return {
      factory: new AwaitedScripts(database),
      close: async () => {
        await database.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    // PGlite's own error is a bare error number of its file system.
    throw new Error(
      `the database in ${location.folder} cannot be opened: this user must be able to read and write it`,
      { cause: error },
    );
  }
}

/**
 * The PGlite adapter starts a script without waiting for it, so that a failing migration would
 * pass for applied and its error would end the process. Here scripts are waited for.
 */
class AwaitedScripts extends PrismaPGlite {
  readonly #database: PGlite;
  constructor(database: PGlite) {
    super(database);
    this.#database = database;
  }
  override async connect(): Promise<SqlDriverAdapter> {
    return awaitScripts(await super.connect(), this.#database);
  }
  override async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const shadow = await PGlite.create();
    return awaitScripts(await new PrismaPGlite(shadow).connect(), shadow);
  }
}

function awaitScripts(adapter: SqlDriverAdapter, database: PGlite): SqlDriverAdapter {
  adapter.executeScript = async (script: string) => {
    await database.exec(script);
  };
  return adapter;
}
