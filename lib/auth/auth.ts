/**
 * Accounts and sessions (better-auth). For now everybody is a guest: an account without address
 * or password, made by the first action that needs one (lib/auth/session.ts) and never by a page
 * view.
 */
import { prismaAdapter } from "better-auth/adapters/prisma";
import { betterAuth } from "better-auth/minimal";
import { anonymous } from "better-auth/plugins/anonymous";
import { type Database, database } from "@/lib/db/client";
import { clientAddressHeader } from "@/lib/http/client-address";
import { ownOrigin } from "@/lib/http/same-origin";
import { roles } from "@/lib/protocol/account";
import { log } from "@/lib/runtime/log";
import { forget, once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";
import { openSessionPlugin } from "./open-session";
import { readSecret } from "./secret";

export interface AuthOptions {
  readonly db: Database;
  readonly secret: string;
  /** ESCALE_URL: the public address, where there is one */
  readonly url?: string | undefined;
  /** Told of what goes wrong inside. */
  readonly warn: (message: string) => void;
}

/** Where it is mounted (app/api/auth). */
export const authPath = "/api/auth";
/** A guest who comes back within this time finds their progress, s. */
const sessionSeconds = 180 * 24 * 3600;

export type Auth = ReturnType<typeof createAuth>;

export function createAuth({ db, secret, url, warn }: AuthOptions) {
  const secure = url?.startsWith("https:") ?? false;
  return betterAuth({
    appName: "Escale",
    // Without a public address the site answers to several names of this machine; which of them
    // is allowed is decided before, by the server's list of hosts and the same-origin check.
    baseURL: url ?? "http://localhost",
    basePath: authPath,
    secret,
    database: prismaAdapter(db, { provider: "postgresql", transaction: true }),
    trustedOrigins: (request) => (request ? [ownOrigin(request.headers, url)] : []),
    plugins: [
      anonymous({
        // RFC 2606 §2: `.invalid` can never be anybody's address.
        emailDomainName: "guest.escale.invalid",
        generateName: () => "Invité",
      }),
      openSessionPlugin,
    ],
    // The client is refused a role, whichever endpoint it tries.
    user: {
      additionalFields: { role: { type: [...roles], input: false, defaultValue: "learner" } },
    },
    session: { expiresIn: sessionSeconds, updateAge: 24 * 3600 },
    rateLimit: { enabled: true, storage: "memory", window: 60, max: 60 },
    // Guests are made by ensureOwner, which bounds them; the rest has no page yet.
    disabledPaths: [
      "/sign-in/anonymous",
      "/delete-anonymous-user",
      "/update-user",
      "/sign-in/social",
      "/ok",
      "/error",
    ],
    advanced: {
      cookiePrefix: "escale",
      // Over https the browser holds the name to this very host (RFC 6265bis §4.1.3.2): a page of a
      // neighbouring host, a preview for instance, can plant no session here. The library's own
      // prefix, `__Secure-`, does not.
      useSecureCookies: false,
      cookies: secure ? { session_token: { name: "__Host-escale.session_token" } } : {},
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure, path: "/" },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    telemetry: { enabled: false },
    logger: { level: "warn", log: (_level, message) => warn(message) },
  });
}

declare global {
  interface EscaleShared {
    auth?: Promise<Auth>;
  }
}

/** The shared instance. Throws EscaleError database_unavailable. */
export async function auth(): Promise<Auth> {
  const db = await database();
  const made = once("auth", async () => {
    const { settings, paths } = runtime();
    return createAuth({
      db,
      secret: readSecret(paths.secret),
      url: settings.ESCALE_URL,
      warn: (message) => log().warn({ part: "auth" }, message),
    });
  });
  try {
    return await made;
  } catch (error) {
    forget("auth");
    throw error;
  }
}
