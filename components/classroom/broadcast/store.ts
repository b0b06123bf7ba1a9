/**
 * What trainers show to the classes of whoever is here, followed for as long as there is a class to
 * hear of; and, for a trainer, the sign that they are still there.
 */
import { call, send, troubleOf } from "@/components/http/call";
import { createStore } from "@/components/workspace/create-store";
import { setAbsent } from "@/components/workspace/panes/store";
import {
  askEveryMs,
  type Broadcast,
  type BroadcastNews,
  broadcastNewsSchema,
  keepEveryMs,
} from "@/lib/protocol/broadcast";
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

let asking: ReturnType<typeof setTimeout> | undefined;
let keeping: ReturnType<typeof setInterval> | undefined;
let begun = false;

/** Asks now, and goes on asking where there is a class. */
export async function askBroadcasts(): Promise<void> {
  clearTimeout(asking);
  try {
    take(broadcastNewsSchema.parse(await call("/api/broadcasts")));
  } catch (error) {
    // asked again in a moment; what is on the screen stays
    console.info(error);
  }
  const { news } = broadcasts.get();
  if (news !== null && !news.inClass) return;
  asking = setTimeout(() => {
    if (document.visibilityState === "visible") void askBroadcasts();
  }, askEveryMs);
}

/** Begins, once for each visit. */
export function followBroadcasts(): void {
  if (begun) return;
  begun = true;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && broadcasts.get().news?.inClass !== false)
      void askBroadcasts();
  });
  void askBroadcasts();
}

function take(news: BroadcastNews): void {
  broadcasts.set({ news });
  setAbsent("broadcast", shownToMe(broadcasts.get()) === null);
  const mine = mineOf(broadcasts.get());
  clearInterval(keeping);
  if (mine.length > 0) keeping = setInterval(() => void keep(), keepEveryMs);
}

/** Also from a tab behind others: a trainer looks at slides while their terminal is shown. */
async function keep(): Promise<void> {
  for (const { classId } of mineOf(broadcasts.get())) {
    try {
      await send(path(classId), { action: "keep" });
    } catch (error) {
      console.info(error);
      void askBroadcasts();
    }
  }
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
  } finally {
    await askBroadcasts();
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
