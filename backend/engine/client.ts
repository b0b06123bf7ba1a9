/**
 * The connection to the dedicated engine's socket, and how its failures are told apart: an answer
 * with a status, or no answer at all (the engine is away).
 */
import { Agent } from "node:http";
import Dockerode from "dockerode";

export type Engine = Dockerode;

/** An engine call that has been silent for this long is given up (an engine that hangs is away). */
const answerMs = 30_000;

/**
 * Requests do not share connections: a unix socket is opened in microseconds, and a kept-alive one
 * would break the first request after the engine's restart.
 */
export function connectEngine(socketPath: string): Engine {
  const options = { ...unshared(socketPath), timeout: answerMs };
  return new Dockerode(options);
}

/** As `connectEngine`, without a limit on silence: for the stream of events. */
export function connectEngineStream(socketPath: string): Engine {
  return new Dockerode(unshared(socketPath));
}

/** `agent` is an option of docker-modem that its types leave out. */
const unshared = (socketPath: string) => ({ socketPath, agent: new Agent({ keepAlive: false }) });

/** The HTTP status of the engine's refusal; null when the error is not one. */
export function engineStatus(error: unknown): number | null {
  return error instanceof Error &&
    "statusCode" in error &&
    typeof error.statusCode === "number" &&
    error.statusCode > 0
    ? error.statusCode
    : null;
}

const awayCodes = ["ECONNREFUSED", "ENOENT", "ECONNRESET", "EPIPE", "EACCES", "ETIMEDOUT"];

/** True when the engine gave no answer: not running, restarting, hung. */
export function isEngineAway(error: unknown): boolean {
  if (!(error instanceof Error) || engineStatus(error) !== null) return false;
  return (
    "code" in error &&
    typeof error.code === "string" &&
    awayCodes.includes(error.code) &&
    // a missing file of our own is not an engine that is away
    (!("syscall" in error) || ["connect", "read", "write"].includes(String(error.syscall)))
  );
}

/** Resolves when the promise does, or when the engine says that the object is not there (404). */
export async function ignoreMissing(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (engineStatus(error) !== 404) throw error;
  }
}
