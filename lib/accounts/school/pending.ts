/**
 * The browser that began a sign-in by the school is the one that may end it: state, nonce and
 * verifier wait in a cookie of its own, signed, for ten minutes.
 */
import { hkdfSync } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { readSecret } from "@/lib/auth/secret";
import { cookieNamed, cookieOf } from "@/lib/http/own-cookie";
import { runtime } from "@/lib/runtime/settings";
import type { Pending } from "./provider";

const seconds = 600;
const name = "escale.school";
const pendingSchema = z.object({
  ...{ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() },
});

const key = () =>
  new Uint8Array(hkdfSync("sha256", readSecret(runtime().paths.secret), "", "escale school", 32));

/** The header's value that has the browser keep it. */
export async function keepPending(pending: Pending): Promise<string> {
  const token = await new SignJWT({ ...pending })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime(`${seconds}s`)
    .sign(key());
  return cookieOf(name, token, seconds);
}

/** The header's value that has the browser forget it: it serves once. */
export const dropPending = (): string => cookieOf(name, "", 0);

/** Null: none, forged or over. */
export async function readPending(headers: Headers): Promise<Pending | null> {
  for (const token of cookieNamed(headers, name)) {
    try {
      const { payload } = await jwtVerify(token, key(), { algorithms: ["HS256"] });
      return pendingSchema.parse(payload);
    } catch {
      // one that somebody planted: the next may be ours
    }
  }
  return null;
}
