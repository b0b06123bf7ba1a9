/** The state of web, database, backend and engine, asked of each at once. */
import { checkDatabase } from "@/lib/db/client";
import type { Health, PartHealth } from "@/lib/protocol/health";
import { log } from "@/lib/runtime/log";
import { backend } from "./client";

const databaseTimeoutMs = 3_000;

export async function readHealth(): Promise<Health> {
  const [database, { backend: daemon, engine }] = await Promise.all([
    databaseHealth(),
    backendHealth(),
  ]);
  return { web: { status: "ok" }, database, backend: daemon, engine };
}

async function databaseHealth(): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), databaseTimeoutMs);
  });
  try {
    await Promise.race([checkDatabase(), late]);
    return { status: "ok" };
  } catch (error) {
    // The reason goes to the log, not to whoever asks: it may name hosts and users.
    log().warn({ err: error }, "health: the database does not answer");
    return { status: "down", detail: "the database does not answer (see the log of web)" };
  } finally {
    clearTimeout(timer);
  }
}

async function backendHealth(): Promise<{ backend: PartHealth; engine: PartHealth }> {
  try {
    const health = await backend().health();
    return {
      backend: health.backend,
      engine: { status: health.engine.status, ...detail(health.engine.detail) },
    };
  } catch (error) {
    log().warn({ err: error }, "health: the backend does not answer");
    return {
      backend: { status: "down", detail: "the backend does not answer on its socket" },
      engine: { status: "down", detail: "unknown: only the backend can tell" },
    };
  }
}

const detail = (text: string | undefined) => (text === undefined ? {} : { detail: text });
