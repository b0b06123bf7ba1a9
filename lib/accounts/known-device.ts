/**
 * A browser that has signed in to an account keeps a cookie that says so, and nothing else: it
 * opens no session, and only has its attempts counted apart (lib/accounts/attempts.ts).
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readSecret } from "@/lib/auth/secret";
import { cookieNamed, cookieOf } from "@/lib/http/own-cookie";
import type { Owner } from "@/lib/protocol/ids";
import { runtime } from "@/lib/runtime/settings";

const days = 365;

const name = "escale.device";

/** The key is the secret's, for this purpose alone. */
const signature = (owner: Owner, number: string) =>
  createHmac("sha256", readSecret(runtime().paths.secret))
    .update(`device ${owner} ${number}`)
    .digest("base64url");

/** The header's value that makes a browser one that this account knows. */
export function deviceCookie(owner: Owner): string {
  const number = randomBytes(12).toString("base64url");
  return cookieOf(name, `${number}.${signature(owner, number)}`, days * 86_400);
}

/** The browser's number, when this account knows it. */
export function knownDevice(headers: Headers, owner: Owner): string | null {
  for (const value of cookieNamed(headers, name)) {
    const [number = "", signed = ""] = value.split(".");
    if (number === "") continue;
    const expected = Buffer.from(signature(owner, number));
    const given = Buffer.from(signed);
    if (given.length === expected.length && timingSafeEqual(given, expected)) return number;
  }
  return null;
}
