/**
 * The web process's one database client, opened on first use: a database that cannot be opened
 * costs accounts and progress, never the lessons.
 */
import { EscaleError } from "@/lib/protocol/errors";
import { log } from "@/lib/runtime/log";
import { forget, made, once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";
import { connect, type DatabaseLocation, databaseLocation } from "./connection";
import { PrismaClient } from "./generated/client";

export type Database = PrismaClient;

export interface OpenDatabase {
  readonly db: Database;
  close(): Promise<void>;
}

/** Opens a database of one's own (tests, command lines). */
export async function openDatabase(location: DatabaseLocation): Promise<OpenDatabase> {
  const connection = await connect(location);
  const db = new PrismaClient({ adapter: connection.factory });
  return {
    db,
    close: async () => {
      await db.$disconnect();
      await connection.close();
    },
  };
}

declare global {
  interface EscaleShared {
    database?: Promise<OpenDatabase>;
  }
}

/** how long a database that could not be opened is left alone before the next try, ms */
const retryAfterMs = 3_000;

function shared(): Promise<OpenDatabase> {
  return once("database", () => {
    const { settings, paths } = runtime();
    const opening = openDatabase(databaseLocation(settings, paths));
    opening.catch((error: unknown) => {
      log().error({ err: error }, "the database cannot be opened");
      setTimeout(() => forget("database"), retryAfterMs).unref();
    });
    return opening;
  });
}

export const databaseUnavailable = (cause: unknown): EscaleError =>
  new EscaleError(
    "database_unavailable",
    "La base de données ne répond pas : votre progression et votre terminal sont momentanément indisponibles. Les leçons restent lisibles ; réessayez dans quelques instants.",
    { cause },
  );

/** The shared client. Throws EscaleError database_unavailable. */
export async function database(): Promise<Database> {
  try {
    return (await shared()).db;
  } catch (error) {
    throw databaseUnavailable(error);
  }
}

/** Rejects unless the database answers a query. */
export async function checkDatabase(): Promise<void> {
  const db = await database();
  await db.$queryRaw`SELECT 1`;
}

/** For a clean stop: flushes and closes what was opened. */
export async function closeDatabase(): Promise<void> {
  const opening = made("database");
  forget("database");
  // One that could not be opened has nothing to close; its error was logged then.
  const opened = await opening?.catch(() => null);
  await opened?.close();
}
