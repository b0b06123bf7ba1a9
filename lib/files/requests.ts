/** What every route on the learner's files does first: who asks, how often, and for what. */
import type { z } from "zod";
import { requireOwner } from "@/lib/auth/require-owner";
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import { once } from "@/lib/runtime/once";

declare global {
  interface EscaleShared {
    filesPerOwner?: RateLimit;
  }
}

/** A folder of some hundreds of files dropped at once; then twenty a second. */
const perOwner = () => once("filesPerOwner", () => rateLimit(400, 50));

/**
 * Whose files are asked for. A page of another site gets nothing, not even by a link that would
 * only download (Fetch metadata, which no page can forge). Throws EscaleError not_signed_in,
 * forbidden, too_many_requests.
 */
export async function filesOwner(request: Request): Promise<Owner> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") {
    throw new EscaleError("forbidden", "Vos fichiers ne s’ouvrent que depuis une page de ce site.");
  }
  const owner = await requireOwner(request.headers);
  if (perOwner().take(owner)) return owner;
  throw new EscaleError(
    "too_many_requests",
    "Trop de demandes sur vos fichiers en peu de temps. Patientez quelques secondes, puis réessayez.",
  );
}

/** The query, each name once and all of them known. Throws EscaleError bad_request. */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const { searchParams } = new URL(request.url);
  const query: Record<string, string> = {};
  let twice = false;
  for (const [name, value] of searchParams) {
    twice ||= Object.hasOwn(query, name);
    query[name] = value;
  }
  const parsed = schema.safeParse(query);
  if (parsed.success && !twice) return parsed.data;
  throw new EscaleError(
    "bad_request",
    "Ce chemin n’est pas possible : un nom ne peut ni être vide, ni contenir « / », ni dépasser 255 octets.",
  );
}
