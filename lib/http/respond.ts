/**
 * How every route handler answers: JSON that is never stored, errors as ErrorBody with a French
 * sentence, and nothing of what went wrong inside.
 */
import { databaseUnavailable } from "@/lib/db/client";
import { isUnreachable } from "@/lib/db/unreachable";
import { clientAddress } from "@/lib/http/client-address";
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import { isSameOrigin } from "@/lib/http/same-origin";
import { EscaleError, isEscaleError } from "@/lib/protocol/errors";
import { log } from "@/lib/runtime/log";
import { once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";

const noStore = { "cache-control": "no-store" };

export function json(body: unknown, status = 200, setCookies: readonly string[] = []): Response {
  const headers = new Headers({ ...noStore, "content-type": "application/json; charset=utf-8" });
  for (const cookie of setCookies) headers.append("set-cookie", cookie);
  return new Response(JSON.stringify(body), { status, headers });
}

export function empty(setCookies: readonly string[] = []): Response {
  const headers = new Headers(noStore);
  for (const cookie of setCookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 204, headers });
}

/**
 * For a page that is rendered for one person: what it needs, or the French sentence of why it is not
 * to be had now. Throws what is not ours.
 */
export async function unlessUnavailable<T>(
  read: () => Promise<T>,
): Promise<{ value: T } | { message: string }> {
  try {
    return { value: await read() };
  } catch (error) {
    const known = isUnreachable(error) ? databaseUnavailable(error) : error;
    if (!isEscaleError(known)) throw error;
    log().error({ err: known.cause ?? known, code: known.code }, "a page could not be shown");
    return { message: known.message };
  }
}

/** Any error as an answer; one that is not ours is logged and told as `internal`. */
export function failure(error: unknown, path: string): Response {
  const known = isEscaleError(error)
    ? error
    : isUnreachable(error)
      ? databaseUnavailable(error)
      : new EscaleError(
          "internal",
          "Une erreur est survenue de notre côté. Réessayez ; si elle persiste, prévenez la personne qui gère ce site.",
          { cause: error },
        );
  if (known.status >= 500) log().error({ err: known.cause ?? known, code: known.code, path });
  return json(known.toBody(), known.status);
}

/** Runs a handler that only reads. */
export async function answer(request: Request, handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    return failure(error, new URL(request.url).pathname);
  }
}

declare global {
  interface EscaleShared {
    changesPerAddress?: RateLimit;
  }
}

/** Far above what a class behind one address does, far below what would keep the database busy. */
const changesPerAddress = () => once("changesPerAddress", () => rateLimit(600, 20));

/** Runs a handler that changes something: only for our own pages (CSRF), and not without end. */
export function mutate(request: Request, handle: () => Promise<Response>): Promise<Response> {
  return answer(request, () => {
    if (!changesPerAddress().take(clientAddress(request.headers))) {
      throw new EscaleError(
        "too_many_requests",
        "Trop de demandes viennent de votre réseau en même temps. Patientez quelques secondes, puis réessayez.",
      );
    }
    if (!isSameOrigin(request.headers, runtime().settings.ESCALE_URL)) {
      throw new EscaleError(
        "forbidden",
        "Cette action doit être faite depuis une page de ce site. Rechargez la page, puis réessayez.",
      );
    }
    return handle();
  });
}
