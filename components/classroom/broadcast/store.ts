/**
 * What trainers show to the classes of whoever is here, as the page's one stream tells it
 * (components/live/own-link.ts); and, for a trainer, the sign that they are still there.
 */
import { send, troubleOf } from "@/components/http/call";
import { ownState } from "@/components/live/own-state";
import { createStore } from "@/components/workspace/create-store";
import { setAbsent } from "@/components/workspace/panes/store";
import { type Broadcast, type BroadcastNews, keepEveryMs } from "@/lib/protocol/broadcast";
import { isEscaleError } from "@/lib/protocol/errors";
import type { ShownTerminal } from "@/lib/protocol/watch";

export interface BroadcastState {
  /** null until the first answer */
  readonly news: BroadcastNews | null;
  /** French: why the last thing asked for failed */
  readonly trouble: string | null;
  /** broadcasts whose notice was put away, by class and beginning */
  readonly dismissed: readonly string[];
}

export const broadcasts = createStore<BroadcastState>({
  news: null,
  trouble: null,
  dismissed: [],
});

export const broadcastKey = ({ classId, since }: Broadcast): string => `${classId} ${since}`;

/** The one that is shown to whoever is here: the latest, where they are in several classes. */
export const shownToMe = ({ news }: BroadcastState): Broadcast | null =>
  news?.broadcasts
    .filter(({ mine }) => mine === null)
    .sort((a, b) => b.since.localeCompare(a.since))[0] ?? null;

export const mineOf = ({ news }: BroadcastState): readonly Broadcast[] =>
  news?.broadcasts.filter(({ mine }) => mine !== null) ?? [];

let keeping: ReturnType<typeof setInterval> | undefined;

/** From now on what this page hears of its classes is known here; the returned function ends it. */
export function followBroadcasts(): () => void {
  let heard: BroadcastNews | null = null;
  const hear = () => {
    const { broadcasts: news } = ownState.get();
    if (news === null || news === heard) return;
    heard = news;
    take(news);
  };
  hear();
  return ownState.subscribe(hear);
}

function take(news: BroadcastNews): void {
  broadcasts.set({ news });
  setAbsent("broadcast", shownToMe(broadcasts.get()) === null);
  if (mineOf(broadcasts.get()).length > 0) keeping ??= setInterval(() => void keep(), keepEveryMs);
  else {
    clearInterval(keeping);
    keeping = undefined;
  }
}

/** Also from a tab behind others: a trainer looks at slides while their terminal is shown. */
async function keep(): Promise<void> {
  for (const { classId } of mineOf(broadcasts.get())) {
    try {
      await send(path(classId), { action: "keep" });
    } catch (error) {
      console.info(error);
      // out of sight nothing is heard: that it is over is learnt here
      if (isEscaleError(error) && error.code === "not_found") without(classId);
    }
  }
}

function without(classId: string): void {
  const { news } = broadcasts.get();
  if (news === null) return;
  take({ ...news, broadcasts: news.broadcasts.filter((each) => each.classId !== classId) });
}

const path = (classId: string) => `/api/classes/${classId}/broadcast`;

async function act(classId: string, body: object): Promise<boolean> {
  broadcasts.set({ trouble: null });
  try {
    await send(path(classId), body);
    return true;
  } catch (error) {
    broadcasts.set({ trouble: troubleOf(error) });
    return false;
  }
}

/** Shows this terminal of one's own to a class. */
export const startBroadcast = (classId: string, shown: ShownTerminal): Promise<boolean> =>
  act(classId, { action: "start", ...shown });

export const stopBroadcast = (classId: string): Promise<boolean> =>
  act(classId, { action: "stop" });

export function dismiss(broadcast: Broadcast): void {
  const { dismissed } = broadcasts.get();
  broadcasts.set({ dismissed: [...dismissed, broadcastKey(broadcast)] });
}
