/** Cookies of our own beside better-auth's: of this very host, unseen by scripts. */
import { runtime } from "@/lib/runtime/settings";

const secure = () => runtime().settings.ESCALE_URL?.startsWith("https:") ?? false;
/** Over https held to this very host by its name (RFC 6265bis §4.1.3.2). */
const fullName = (name: string) => (secure() ? `__Host-${name}` : name);

/** The header's value that sets it. @param maxAge s; 0: forgotten */
export const cookieOf = (name: string, value: string, maxAge: number): string =>
  `${fullName(name)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure() ? "; Secure" : ""}`;

/** Its values, of which a browser may send several. */
export const cookieNamed = (headers: Headers, name: string): string[] =>
  (headers.get("cookie") ?? "").split(/;\s*/).flatMap((pair) => {
    const [key, ...value] = pair.split("=");
    return key === fullName(name) ? [value.join("=")] : [];
  });
