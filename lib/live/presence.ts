/**
 * Who is there: kept in the memory of this process, never written down, and forgotten an hour after
 * they have gone (docs/decisions/030-who-is-there-is-kept-in-memory.md). Each report is about the
 * signed-in account that sends it, so that nobody can speak for another.
 */
import type { Owner } from "@/lib/protocol/ids";
import {
  lostAfterMs,
  maxCommands,
  type PresenceReport,
  type PresenceState,
} from "@/lib/protocol/live";
import { once } from "@/lib/runtime/once";
import { presenceChanged } from "./hub";
import { maskCommand } from "./mask";

export interface Command {
  text: string;
  at: number;
}

/** What is known of somebody now. */
export interface Presence {
  state: PresenceState;
  lesson: string | null;
  /** when they came, or came back after having been gone; ms since the epoch */
  arrivedAt: number;
  seenAt: number;
  /** the newest last */
  commands: readonly Command[];
}

interface Page {
  lesson: string | null;
  visible: boolean;
  at: number;
}

interface Person {
  pages: Map<string, Page>;
  /** how the last page ended */
  ended: "left" | "lost";
  lesson: string | null;
  arrivedAt: number;
  seenAt: number;
  commands: Command[];
}

const forgetMs = 3_600_000;
/** From one page to the next there is a moment without any, ms. */
const turnMs = 3_000;
const sweepMs = 1_000;
/** of one person; the oldest goes */
const maxPages = 8;
/** a bound for the memory, far above what a machine has room for */
const maxPeople = 5_000;

export class PresenceBook {
  readonly #people = new Map<Owner, Person>();
  readonly #told = new Map<Owner, PresenceState>();
  readonly #changed: (owner: Owner) => void;

  constructor(changed: (owner: Owner) => void) {
    this.#changed = changed;
  }

  report(owner: Owner, report: PresenceReport, now: number = Date.now()): void {
    const person = this.#personOf(owner, now);
    const before = this.#shape(person);
    if (report.leaving) {
      if (person.pages.delete(report.page) && person.pages.size === 0) person.ended = "left";
    } else {
      if (person.pages.size === 0 && now - person.seenAt > 10 * 60_000) person.arrivedAt = now;
      // the page that spoke last is the last of the map
      person.pages.delete(report.page);
      person.pages.set(report.page, { lesson: report.lesson, visible: report.visible, at: now });
      for (const oldest of person.pages.keys()) {
        if (person.pages.size <= maxPages) break;
        person.pages.delete(oldest);
      }
    }
    person.seenAt = now;
    person.lesson = lessonOf(person);
    const typed = report.commands.map(maskCommand).filter((text) => text !== "");
    for (const text of typed) person.commands.push({ text, at: now });
    person.commands = person.commands.slice(-maxCommands);
    if (typed.length > 0 || this.#shape(person) !== before) this.#tell(owner, now);
  }

  /** Null: not seen lately. */
  of(owner: Owner, now: number = Date.now()): Presence | null {
    const person = this.#people.get(owner);
    if (person === undefined) return null;
    const { lesson, arrivedAt, seenAt, commands } = person;
    return { state: stateOf(person, now), lesson, arrivedAt, seenAt, commands: [...commands] };
  }

  forget(owner: Owner): void {
    this.#told.delete(owner);
    if (this.#people.delete(owner)) this.#changed(owner);
  }

  /** Ends pages that have said nothing for too long, and tells of those who are gone by it. */
  sweep(now: number = Date.now()): void {
    for (const [owner, person] of this.#people) {
      for (const [id, page] of person.pages)
        if (now - page.at > (page.visible ? lostAfterMs.seen : lostAfterMs.hidden)) {
          person.pages.delete(id);
          if (person.pages.size === 0) person.ended = "lost";
        }
      if (person.pages.size === 0 && now - person.seenAt > forgetMs) this.forget(owner);
      else if (stateOf(person, now) !== this.#told.get(owner)) this.#tell(owner, now);
    }
  }

  get size(): number {
    return this.#people.size;
  }

  #personOf(owner: Owner, now: number): Person {
    const known = this.#people.get(owner);
    if (known !== undefined) return known;
    for (const oldest of this.#people.keys()) {
      if (this.#people.size < maxPeople) break;
      this.forget(oldest);
    }
    const fresh: Person = {
      pages: new Map(),
      ...{ ended: "left", lesson: null, arrivedAt: now, seenAt: now, commands: [] },
    };
    this.#people.set(owner, fresh);
    return fresh;
  }

  #shape(person: Person): string {
    const visible = [...person.pages.values()].some((page) => page.visible);
    return `${person.pages.size > 0} ${visible} ${person.lesson}`;
  }

  #tell(owner: Owner, now: number): void {
    const person = this.#people.get(owner);
    if (person !== undefined) this.#told.set(owner, stateOf(person, now));
    this.#changed(owner);
  }
}

function stateOf({ pages, ended, seenAt }: Person, now: number): PresenceState {
  const all = [...pages.values()];
  if (all.some(({ visible }) => visible)) return "here";
  if (all.length > 0) return "behind";
  return ended === "left" && now - seenAt < turnMs ? "here" : ended;
}

/** Of the page in sight that spoke last; where there is none, of the last that spoke. */
function lessonOf({ pages, lesson }: Person): string | null {
  const all = [...pages.values()].reverse();
  const page = all.find(({ visible }) => visible) ?? all[0];
  return page === undefined ? lesson : page.lesson;
}

declare global {
  interface EscaleShared {
    presence?: PresenceBook;
  }
}

/** Everybody's, in this process. */
export const presence = (): PresenceBook =>
  once("presence", () => {
    const book = new PresenceBook(presenceChanged);
    setInterval(() => book.sweep(), sweepMs).unref();
    return book;
  });
