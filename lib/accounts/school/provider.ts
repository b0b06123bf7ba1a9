/**
 * A school's own sign-in (OpenID Connect Core 1.0), where the operator has named one: ESCALE_OIDC_*.
 * Authorization code with PKCE (RFC 7636), state and nonce; the ID token is checked by
 * openid-client.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import { publicOrigin } from "@/lib/http/same-origin";
import { EscaleError } from "@/lib/protocol/errors";
import { log } from "@/lib/runtime/log";
import { forget, once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";

declare global {
  interface EscaleShared {
    school?: Promise<Configuration>;
  }
}

export const callbackPath = "/api/account/school/callback";

/** As the sign-in page names it; null: there is none. */
export function schoolName(): string | null {
  const { ESCALE_OIDC_ISSUER, ESCALE_OIDC_CLIENT_ID, ESCALE_OIDC_NAME } = runtime().settings;
  return ESCALE_OIDC_ISSUER === undefined || ESCALE_OIDC_CLIENT_ID === undefined
    ? null
    : ESCALE_OIDC_NAME;
}

export const unreachable = (cause: unknown) =>
  new EscaleError(
    "school_unavailable",
    "La connexion de votre établissement ne répond pas comme prévu. Réessayez dans quelques minutes ; si cela continue, prévenez la personne qui gère ce site.",
    { cause },
  );

/** What it says of itself, asked on first use. Throws EscaleError not_found, school_unavailable. */
async function configuration(): Promise<Configuration> {
  const { ESCALE_OIDC_ISSUER: issuer, ...settings } = runtime().settings;
  const id = settings.ESCALE_OIDC_CLIENT_ID;
  if (issuer === undefined || id === undefined) {
    throw new EscaleError("not_found", "Cette adresse n’existe pas.");
  }
  // plain http within one machine alone: for a test, or a provider beside the site
  const local = /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(issuer);
  try {
    return await once("school", () =>
      discovery(new URL(issuer), id, settings.ESCALE_OIDC_CLIENT_SECRET, undefined, {
        timeout: 10,
        // the signature as well, which the standard leaves to TLS (OpenID Connect Core §3.1.3.7)
        execute: [enableNonRepudiationChecks, ...(local ? [allowInsecureRequests] : [])],
      }),
    );
  } catch (error) {
    forget("school");
    log().error({ err: error, issuer }, "the school's sign-in cannot be asked");
    throw unreachable(error);
  }
}

/** What this browser alone can complete: kept by it until it comes back (./pending.ts). */
export interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** a path of ours, where one goes on */
  readonly next: string;
}

const redirectUri = () => `${publicOrigin(runtime().settings)}${callbackPath}`;

/** Where the browser is to go, and what it is to keep meanwhile. */
export async function beginSchool(next: string): Promise<{ url: string; pending: Pending }> {
  const school = await configuration();
  const pending = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    next,
  };
  const url = buildAuthorizationUrl(school, {
    redirect_uri: redirectUri(),
    scope: "openid email profile",
    response_type: "code",
    code_challenge: await calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: "S256",
    state: pending.state,
    nonce: pending.nonce,
  });
  return { url: url.href, pending };
}

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
});
export type SchoolPerson = z.infer<typeof claimsSchema>;

/** Who came back. Throws EscaleError school_unavailable for whatever does not add up. */
export async function finishSchool(
  query: URLSearchParams,
  pending: Pending,
): Promise<SchoolPerson> {
  const school = await configuration();
  try {
    const current = new URL(`${redirectUri()}?${query}`);
    const tokens = await authorizationCodeGrant(school, current, {
      pkceCodeVerifier: pending.verifier,
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      idTokenExpected: true,
    });
    const claims = claimsSchema.parse(tokens.claims());
    if (claims.email !== undefined) return claims;
    // some tell it only when asked (OpenID Connect Core §5.4)
    return claimsSchema.parse(await fetchUserInfo(school, tokens.access_token, claims.sub));
  } catch (error) {
    log().warn({ err: error }, "a sign-in by the school did not add up");
    throw unreachable(error);
  }
}
