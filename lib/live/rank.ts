/** Who of a class needs a trainer first. Pure: the page asks again as time passes. */
import type { LiveCard, LiveWork } from "@/lib/protocol/live";

/** In the order of the grid. */
export const needs = ["hand", "stuck", "working", "done", "absent"] as const;
export type Need = (typeof needs)[number];

export interface Ranked {
  card: LiveCard;
  need: Need;
}

const minute = 60_000;
/** What an ordinary step takes, where too few of the class have done it to tell. */
const usualMs = 7 * minute;
const bounds = { least: 3 * minute, most: 15 * minute };
const enough = 3;

export const isPresent = ({ presence }: LiveCard): boolean =>
  presence === "here" || presence === "behind";

/** Exercise and step → twice what the class took for it, bounded. */
export type Patience = (work: LiveWork) => number;

export function patienceOf(cards: readonly LiveCard[]): Patience {
  const took = new Map<string, number[]>();
  for (const { work } of cards)
    for (const [step, seconds] of Object.entries(work?.took ?? {})) {
      const key = `${work?.exercise} ${step}`;
      const list = took.get(key);
      if (list) list.push(seconds);
      else took.set(key, [seconds]);
    }
  return ({ exercise, step }) => {
    const list = (took.get(`${exercise} ${step.id}`) ?? []).toSorted((a, b) => a - b);
    const median = list[Math.floor(list.length / 2)];
    if (median === undefined || list.length < enough) return usualMs;
    return Math.min(bounds.most, Math.max(bounds.least, 2000 * median));
  };
}

/**
 * Long at a step for this class, with something tried in vain; twice as long where nothing was tried,
 * which may be reading.
 */
export function isStuck({ work, ...card }: LiveCard, patience: Patience, now: number): boolean {
  if (work === null || work.done || !isPresent({ work, ...card })) return false;
  const wait = patience(work) * (work.attempts > 0 ? 1 : 2);
  return now - work.since >= wait;
}

function needOf(card: LiveCard, patience: Patience, now: number): Need {
  // a hand stays up when its page is gone: somebody wanted something
  if (card.handRaisedAt !== null) return "hand";
  if (!isPresent(card)) return "absent";
  if (isStuck(card, patience, now)) return "stuck";
  return card.work?.done === true ? "done" : "working";
}

const byName = new Intl.Collator("fr").compare;
/** whose line was lost before whoever left, and both before whoever has not come */
const absence = ["lost", "left", "away"];

/** Hands in their order, then whoever is stuck longest, then the others by name. */
export function rank(cards: readonly LiveCard[], now: number): Ranked[] {
  const patience = patienceOf(cards);
  return cards
    .map((card) => ({ card, need: needOf(card, patience, now) }))
    .toSorted(
      (a, b) =>
        needs.indexOf(a.need) - needs.indexOf(b.need) ||
        (a.need === "hand" ? (a.card.handRaisedAt ?? 0) - (b.card.handRaisedAt ?? 0) : 0) ||
        (a.need === "stuck" ? (a.card.work?.since ?? 0) - (b.card.work?.since ?? 0) : 0) ||
        (a.need === "absent"
          ? absence.indexOf(a.card.presence) - absence.indexOf(b.card.presence)
          : 0) ||
        byName(a.card.name, b.card.name) ||
        (a.card.place < b.card.place ? -1 : 1),
    );
}
