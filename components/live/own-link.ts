/**
 * What this page hears of the classes of whoever is signed in: one stream, begun on each page, that
 * ends by itself where there is nothing to hear of. A learner's page tells of itself in turn.
 */
import { send, troubleOf } from "@/components/http/call";
import { followStream } from "@/components/workspace/follow-stream";
import { ownNewsSchema } from "@/lib/protocol/own-news";
import { beginReports, endReports } from "./own-reports";
import { ownState } from "./own-state";

let follow: (() => void) | null = null;

/** Begins to hear; where it was heard already, all is told anew. */
export function beginOwnLink(): void {
  end();
  follow = followStream({ url: "/api/live/events", hear: take, lost: () => undefined });
}

function end(): void {
  follow?.();
  follow = null;
}

/** False: not what was expected. */
function take(message: unknown): boolean {
  const news = ownNewsSchema.safeParse(message);
  if (!news.success) return false;
  const { live, broadcasts, watchers, goesOn } = news.data;
  const learns = live.classes.length > 0;
  ownState.set({ live: learns ? live : null, broadcasts, watchers });
  if (learns) beginReports(beginOwnLink);
  else endReports();
  if (!goesOn) end();
  return true;
}

export async function setHand(raised: boolean): Promise<void> {
  if (ownState.get().pending) return;
  ownState.set({ pending: true, trouble: null });
  try {
    await send("/api/live/hand", { raised });
    const { live } = ownState.get();
    if (live !== null) ownState.set({ live: { ...live, handRaised: raised } });
  } catch (error) {
    ownState.set({ trouble: troubleOf(error) });
  } finally {
    ownState.set({ pending: false });
  }
}
