/**
 * Passwords as they are kept: argon2id with the parameters of OWASP's Password Storage Cheat Sheet
 * (19 MiB, 2 passes, 1 lane), the salt and the parameters within the hash.
 */
import { hash, verify } from "@node-rs/argon2";
import { EscaleError } from "@/lib/protocol/errors";
import { once } from "@/lib/runtime/once";
import { normalizedPassword } from "./password-rules";

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** At a time: each takes a thread of Node's four and 19 MiB. */
const maxAtOnce = 2;
/** A class that signs in together waits some seconds; a flood is told to come back. */
const maxWaiting = 100;

interface Queue {
  running: number;
  readonly waiting: (() => void)[];
}

declare global {
  interface EscaleShared {
    hashing?: Queue;
    hashOfNobody?: Promise<string>;
  }
}

/** Throws EscaleError too_many_requests when too many wait already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const queue = once("hashing", () => ({ running: 0, waiting: [] }));
  if (queue.waiting.length >= maxWaiting) {
    throw new EscaleError(
      "too_many_requests",
      "Trop de personnes se connectent en même temps. Patientez quelques secondes, puis réessayez.",
    );
  }
  if (queue.running >= maxAtOnce) await new Promise<void>((go) => queue.waiting.push(go));
  else queue.running++;
  try {
    return await work();
  } finally {
    // the place is handed on, or given up
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running--;
  }
}

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(normalizedPassword(password), parameters));

/**
 * Whether it is the password. Null for the hash (no such account, or none with a password) takes
 * as long and is always false, so that nobody learns from the time who has an account.
 */
export async function verifyPassword(kept: string | null, password: string): Promise<boolean> {
  const nobody = await once("hashOfNobody", () => hashPassword(crypto.randomUUID()));
  const matches = await inTurn(() => verify(kept ?? nobody, normalizedPassword(password)));
  return matches && kept !== null;
}
