/**
 * Who may see a preview. The site, which knows the session, signs an entry that is good once and
 * for a minute; the preview's host takes it for a grant, a cookie of its own. Both name the owner,
 * the port, the session that they end with, and the one host that may take them.
 */
import { createHmac, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { readSecret } from "@/lib/auth/secret";
import { type Owner, ownerSchema } from "@/lib/protocol/ids";
import { once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";

const viewerSchema = z.object({
  owner: ownerSchema,
  /** the published port */
  port: z.number().int().min(1).max(65_535),
  /** id (not the token) of the session of the site */
  session: z.string().min(1).max(64),
  /** the site's origin, where the learner came from */
  home: z.url({ protocol: /^https?$/ }),
  /** shown within the site's page, not in a tab of its own */
  framed: z.boolean(),
});
export type Viewer = z.infer<typeof viewerSchema>;

/** An absolute path on the same host: not one that a browser could take for another host's. */
export const previewPathSchema = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[\x21-\x7e]*$/);

const entrySchema = viewerSchema.extend({ path: previewPathSchema, jti: z.uuid() });
export type Entry = z.infer<typeof entrySchema>;

const entrySeconds = 60;
/** The session is looked up all the same; this bounds what a copied cookie is worth. */
export const grantSeconds = 24 * 3600;

export interface Grants {
  /**
   * The first part of the preview's host name: the same for as long as owner and port are, so that
   * a reload finds its storage, and nobody else's to guess.
   */
  label(owner: Owner, port: number): string;
  enter(viewer: Viewer, path: string): Promise<string>;
  /** null: forged, over, for another host or used before */
  useEntry(token: string, label: string): Promise<Entry | null>;
  grant(viewer: Viewer): Promise<string>;
  /** null: forged, over, or for another host */
  readGrant(token: string, label: string): Promise<Viewer | null>;
}

const maxUsed = 50_000;

export function createGrants(secret: string): Grants {
  const key = (use: string) =>
    new Uint8Array(hkdfSync("sha256", secret, "", `escale previews: ${use}`, 32));
  const keys = { label: key("label"), grant: key("grant"), entry: new Uint8Array(randomBytes(32)) };
  /** by jti, when it is over, s; entries of an earlier process are worth nothing */
  const used = new Map<string, number>();

  const label = (owner: Owner, port: number) =>
    `p${port}-${base32(createHmac("sha256", keys.label).update(`${port} ${owner}`).digest()).slice(0, 26)}`;

  const sign = (claims: Viewer & Partial<Entry>, by: Uint8Array, seconds: number) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "HS256" })
      .setAudience(label(claims.owner, claims.port))
      .setExpirationTime(`${seconds}s`)
      .sign(by);

  async function read<T>(token: string, by: Uint8Array, audience: string, schema: z.ZodType<T>) {
    try {
      const { payload } = await jwtVerify(token, by, {
        algorithms: ["HS256"],
        audience,
        requiredClaims: ["exp"],
      });
      return schema.safeParse(payload).data ?? null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  return {
    label,
    enter: (viewer, path) => sign({ ...viewer, path, jti: randomUUID() }, keys.entry, entrySeconds),
    async useEntry(token, host) {
      const entry = await read(token, keys.entry, host, entrySchema);
      const now = Date.now() / 1000;
      for (const [jti, over] of used) {
        if (over > now) break;
        used.delete(jti);
      }
      if (entry === null || used.has(entry.jti) || used.size >= maxUsed) return null;
      used.set(entry.jti, now + entrySeconds);
      return entry;
    },
    grant: ({ owner, port, session, home, framed }) =>
      sign({ owner, port, session, home, framed }, keys.grant, grantSeconds),
    readGrant: (token, host) => read(token, keys.grant, host, viewerSchema),
  };
}

/** RFC 4648 §6 in lower case: what a host name may hold, whatever its case. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => "abcdefghijklmnopqrstuvwxyz234567"[Number.parseInt(five, 2)])
    .join("");
}

declare global {
  interface EscaleShared {
    previewGrants?: Grants;
  }
}

/** Those of this process, which pages and server share. */
export const previewGrants = (): Grants =>
  once("previewGrants", () => createGrants(readSecret(runtime().paths.secret)));
