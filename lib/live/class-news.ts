/**
 * A class as it works, for one of its trainers. The right to see it is asked for again before anything
 * is told: at once where it may have changed, else when the last answer is a second old.
 */
import type { Database } from "@/lib/db/client";
import { onRunKept } from "@/lib/exercises/hub";
import type { Owner } from "@/lib/protocol/ids";
import { type LiveCard, type LiveNews, newsEveryMs } from "@/lib/protocol/live";
import { cardsOf, type Member, readMembers } from "./cards";
import { onClass, onPresence } from "./hub";
import { Waker } from "./waker";
import { workspaceStates } from "./workspaces";

/** Changes gather for so long, so that sixty at once are one event, ms. */
const together = 100;
/** Workspaces are looked at this often, ms. */
const lookMs = 2_500;
/** Places and hands are read anew, whatever has been told, ms. */
const readMs = 10_000;
const trustMs = 1_000;

export interface ClassNewsInput {
  db: Database;
  classId: string;
  /** whether whoever asked may still see it */
  allowed: () => Promise<boolean>;
  signal: AbortSignal;
}

export async function* classNews(input: ClassNewsInput): AsyncGenerator<LiveNews> {
  const { db, classId, allowed, signal } = input;
  const waker = new Waker(signal);
  const dirty = new Set<Owner>();
  let owners = new Set<Owner>();
  let stale = false;
  const changed = (owner: Owner) => {
    if (!owners.has(owner)) return;
    dirty.add(owner);
    waker.wake();
  };
  const stops = [
    onPresence(changed),
    onRunKept(changed),
    onClass((change) => {
      if (change.classId !== classId) return;
      stale = true;
      waker.wake();
    }),
  ];
  try {
    let members: Member[] = [];
    const read = async () => {
      stale = false;
      readAt = Date.now();
      members = await readMembers(db, classId);
      owners = new Set(members.flatMap(({ owner }) => owner ?? []));
    };
    let readAt = 0;
    let trustedAt = Date.now();
    let saidAt = 0;
    let lookedAt = Date.now();
    const workspaces = new Map<Owner, LiveCard["workspace"]>();
    const look = async () => {
      lookedAt = Date.now();
      const states = await workspaceStates();
      for (const owner of owners) {
        const state = states(owner);
        if (workspaces.has(owner) && workspaces.get(owner) !== state) dirty.add(owner);
        workspaces.set(owner, state);
      }
    };
    const sent = new Map<string, string>();
    const fresh = (cards: readonly LiveCard[]) =>
      cards.filter((card) => {
        const text = JSON.stringify(card);
        if (sent.get(card.place) === text) return false;
        sent.set(card.place, text);
        return true;
      });
    if (!(await allowed())) return;
    await read();
    const all = await cardsOf(db, members);
    fresh(all);
    saidAt = Date.now();
    yield { kind: "all", now: saidAt, cards: all };
    while (!signal.aborted) {
      await waker.wait(lookMs);
      await waker.pause(together);
      if (signal.aborted) return;
      if (stale || Date.now() - trustedAt > trustMs) {
        if (!(await allowed())) {
          yield { kind: "over", now: Date.now() };
          return;
        }
        trustedAt = Date.now();
      }
      if (Date.now() - lookedAt >= lookMs) await look();
      const whole = stale || Date.now() - readAt > readMs;
      if (whole) await read();
      const wanted = whole
        ? members
        : members.filter(({ owner }) => owner !== null && dirty.has(owner));
      dirty.clear();
      const cards = wanted.length === 0 ? [] : fresh(await cardsOf(db, wanted));
      const places = new Set(members.map(({ place }) => place));
      const gone = [...sent.keys()].filter((place) => !places.has(place));
      for (const place of gone) sent.delete(place);
      const now = Date.now();
      if (cards.length > 0 || gone.length > 0) {
        saidAt = now;
        yield { kind: "some", now, cards, gone };
      } else if (now - saidAt >= newsEveryMs - lookMs) {
        saidAt = now;
        yield { kind: "quiet", now };
      }
    }
  } finally {
    for (const stop of stops) stop();
  }
}
