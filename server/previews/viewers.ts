/** Who stands behind a request for a preview. */
import type { CurrentSession } from "@/lib/auth/session";
import type { Grants, Viewer } from "@/lib/previews/grants";
import type { PreviewHost } from "@/lib/previews/place";
import { grantTokens } from "./cookies";

export interface Viewers {
  /**
   * The viewer whose grant the cookies hold; null without one for this host whose session lives.
   * Rejects when that cannot be known now.
   */
  find(cookies: string | undefined, host: PreviewHost): Promise<Viewer | null>;
  /** The same, asked again for one who was let in. */
  remains(viewer: Viewer): Promise<boolean>;
}

const maxKept = 5_000;

/**
 * @param isLive looks the session up
 * @param trustMs a page has a hundred parts: a session is looked up once for those that come at
 *   once, and a revoked one ends within this time
 */
export function createViewers(
  grants: () => Grants,
  isLive: (session: CurrentSession) => Promise<boolean>,
  trustMs: number,
): Viewers {
  const kept = new Map<string, { at: number; live: Promise<boolean> }>();

  function live({ session, owner }: Viewer): Promise<boolean> {
    const key = `${owner} ${session}`;
    const now = Date.now();
    const known = kept.get(key);
    if (known !== undefined && now - known.at < trustMs) return known.live;
    const asked = isLive({ id: session, owner });
    kept.delete(key);
    if (kept.size >= maxKept) kept.clear();
    const entry = { at: now, live: asked };
    kept.set(key, entry);
    asked.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return asked;
  }

  return {
    async find(cookies, { place, label }) {
      for (const token of grantTokens(cookies, place.protocol === "https:")) {
        const viewer = await grants().readGrant(token, label);
        if (viewer !== null && (await live(viewer))) return viewer;
      }
      return null;
    },
    remains: live,
  };
}
