/** Who is signed in, and making a guest of somebody who is not. */
import { type Database, databaseUnavailable } from "@/lib/db/client";
import { clientAddress } from "@/lib/http/client-address";
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import { EscaleError } from "@/lib/protocol/errors";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";
import { once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";
import { type Auth, auth } from "./auth";

const sessionCookie = /(?:^|;\s*)(?:__Host-)?escale\.session_token=/;

/**
 * The signed-in account's id; null without a valid session. A browser without our cookie costs no
 * database query. The session is looked up each time, so a revoked one ends at once.
 * Throws EscaleError database_unavailable.
 */
export async function currentOwner(headers: Headers): Promise<Owner | null> {
  return sessionOwner(headers, auth);
}

export async function sessionOwner(
  headers: Headers,
  getAuth: () => Promise<Auth>,
): Promise<Owner | null> {
  return (await currentSession(headers, getAuth))?.owner ?? null;
}

export interface CurrentSession {
  /** names it, and is worth nothing by itself */
  readonly id: string;
  readonly owner: Owner;
}

export async function currentSession(
  headers: Headers,
  getAuth: () => Promise<Auth>,
): Promise<CurrentSession | null> {
  const found = await findSession(headers, getAuth);
  return found === null ? null : { id: found.session.id, owner: ownerSchema.parse(found.user.id) };
}

/** What better-auth knows of the session that these headers carry. */
export async function findSession(headers: Headers, getAuth: () => Promise<Auth>) {
  if (!sessionCookie.test(headers.get("cookie") ?? "")) return null;
  const { api } = await getAuth();
  return asked(
    api.getSession({ headers, query: { disableCookieCache: true, disableRefresh: true } }),
  );
}

/** Whether this session of this account still is: neither over nor revoked. */
export async function isSessionLive(
  { id, owner }: CurrentSession,
  getDatabase: () => Promise<Database>,
): Promise<boolean> {
  const db = await getDatabase();
  const found = await asked(
    db.session.findFirst({
      where: { id, userId: owner, expiresAt: { gt: new Date() } },
      select: { id: true },
    }),
  );
  return found !== null;
}

export interface SignedIn {
  readonly owner: Owner;
  /** to be sent along with the answer, one header each; empty when the session was already there */
  readonly setCookies: readonly string[];
}

declare global {
  interface EscaleShared {
    guestsPerAddress?: RateLimit;
    guestsInAll?: RateLimit;
  }
}

const hourMs = 3_600_000;

/** A whole class behind one address may arrive at once; a script may not fill the machine. */
const perAddress = () =>
  once("guestsPerAddress", () => {
    const perHour = runtime().settings.ESCALE_GUESTS_PER_HOUR;
    return rateLimit(perHour, hourMs / perHour);
  });
const inAll = () => once("guestsInAll", () => rateLimit(600, 500));

/**
 * The signed-in account, or a guest made now. The caller has checked that the request comes from
 * our own page. Throws EscaleError too_many_requests, database_unavailable.
 */
export async function ensureOwner(headers: Headers): Promise<SignedIn> {
  const owner = await currentOwner(headers);
  if (owner !== null) return { owner, setCookies: await refresh(headers, auth) };
  if (!perAddress().take(clientAddress(headers)) || !inAll().take("all")) {
    throw new EscaleError(
      "too_many_requests",
      "Trop de personnes ont commencé depuis votre réseau en peu de temps. Patientez quelques minutes, puis réessayez ; les leçons restent lisibles.",
    );
  }
  return createGuest(headers, auth);
}

/** Lengthens a session in use (once a day at most): the cookies to send along. */
async function refresh(headers: Headers, getAuth: () => Promise<Auth>): Promise<string[]> {
  const { api } = await getAuth();
  const { headers: answer } = await asked(api.getSession({ headers, returnHeaders: true }));
  return answer.getSetCookie();
}

/** Ends the session of this browser: the cookies to send along, which take its own away. */
export async function forgetSession(headers: Headers): Promise<string[]> {
  const { api } = await auth();
  const { headers: answer } = await asked(api.signOut({ headers, returnHeaders: true }));
  return answer.getSetCookie();
}

export async function createGuest(
  headers: Headers,
  getAuth: () => Promise<Auth>,
): Promise<SignedIn> {
  const { api } = await getAuth();
  const { headers: answer, response } = await asked(
    api.signInAnonymous({ headers: withoutCookies(headers), returnHeaders: true }),
  );
  if (!response) throw new EscaleError("internal", "Votre compte invité n’a pas pu être créé.");
  return { owner: ownerSchema.parse(response.user.id), setCookies: answer.getSetCookie() };
}

/**
 * A new session of this account, with a token that no browser has seen yet. Whoever calls has
 * proved that the request comes from its owner. Throws EscaleError database_unavailable.
 */
export async function openSession(
  headers: Headers,
  owner: Owner,
  getAuth: () => Promise<Auth> = auth,
): Promise<SignedIn> {
  const { api } = await getAuth();
  const { headers: answer, response } = await asked(
    api.openSessionFor({
      body: { userId: owner },
      headers: withoutCookies(headers),
      returnHeaders: true,
    }),
  );
  if (!response.opened) throw new EscaleError("not_signed_in", "Ce compte n’existe plus.");
  return { owner, setCookies: answer.getSetCookie() };
}

/** These calls fail for no other reason than the database: better-auth hides which. */
async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw databaseUnavailable(error);
  }
}

/** A session that the browser already has must not decide anything about a new one. */
function withoutCookies(headers: Headers): Headers {
  const copy = new Headers(headers);
  copy.delete("cookie");
  return copy;
}
