/**
 * What the pages of whoever is signed in are told of the classes that they learn in or give: hand
 * and messages, what trainers show to them, and who looks at their terminals. Whole, and only when
 * something of it is new.
 */
import type { Person } from "@/lib/classroom/access";
import { readBroadcastNews } from "@/lib/classroom/broadcast/news";
import type { Database } from "@/lib/db/client";
import type { Owner } from "@/lib/protocol/ids";
import type { OwnLive } from "@/lib/protocol/live";
import type { OwnNews } from "@/lib/protocol/own-news";
import { raisedAt } from "./hands";
import { onClass } from "./hub";
import { messagesFor } from "./messages";
import { type Onlookers, onlookers as ofThisProcess } from "./onlookers";
import { ownPlaces } from "./own-classes";
import { Waker } from "./waker";

/** What no event of this process has told is found by looking again, ms. */
const lookMs = 20_000;
const together = 50;

const nothing: OwnNews = {
  live: { classes: [], handRaised: false, messages: [] },
  broadcasts: { broadcasts: [], teaches: [] },
  watchers: [],
  goesOn: false,
};

async function readOwnLive(db: Database, owner: Owner): Promise<OwnLive> {
  const places = await ownPlaces(db, owner);
  return {
    classes: places.map(({ classId, className }) => ({ id: classId, name: className })),
    handRaised: places.some(({ handRaisedAt }) => raisedAt(handRaisedAt) !== null),
    messages: await messagesFor(db, places),
  };
}

type Listener = Person & { id: Owner };

async function readOwnNews(
  db: Database,
  person: Listener,
  watchers: readonly string[],
): Promise<OwnNews> {
  const [live, broadcasts] = await Promise.all([
    readOwnLive(db, person.id),
    readBroadcastNews(db, person),
  ]);
  const inClass = live.classes.length > 0 || broadcasts.teaches.length > 0;
  // whoever is still looked at is told so, even if they have just been put out of the class
  const goesOn = inClass || watchers.length > 0;
  return { live, broadcasts, watchers: [...watchers], goesOn };
}

export interface OwnNewsInput {
  db: Database;
  /** whose session it is now; null: nobody's any more */
  who: () => Promise<Listener | null>;
  signal: AbortSignal;
  onlookers?: Pick<Onlookers, "of" | "follow">;
}

/** Ends with the session, and when there is nothing left to hear of: with a last word in both cases. */
export async function* ownNews({
  onlookers = ofThisProcess(),
  ...input
}: OwnNewsInput): AsyncGenerator<OwnNews> {
  const { db, who, signal } = input;
  const first = await who();
  if (first === null) {
    yield nothing;
    return;
  }
  const waker = new Waker(signal);
  /** null: not known yet, so that each may be theirs */
  let classes: ReadonlySet<string> | null = null;
  const stops = [
    onClass(({ owner, classId }) => {
      const all = owner === null && (classes === null || classes.has(classId));
      if (owner === first.id || all) waker.wake();
    }),
    onlookers.follow((owner) => {
      if (owner === first.id) waker.wake();
    }),
  ];
  try {
    let told = "";
    for (let person: Listener | null = first; !signal.aborted; person = await who()) {
      const own = person?.id === first.id ? person : null;
      const news = own === null ? nothing : await readOwnNews(db, own, onlookers.of(own.id));
      const { live, broadcasts, goesOn } = news;
      classes = new Set([...live.classes, ...broadcasts.teaches].map(({ id }) => id));
      const text = JSON.stringify(news);
      if (text !== told) yield news;
      told = text;
      if (!goesOn) return;
      await waker.wait(lookMs);
      await waker.pause(together);
    }
  } finally {
    for (const stop of stops) stop();
  }
}
