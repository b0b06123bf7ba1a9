import { describe, expect, it } from "vitest";
import type { LiveCard, LiveWork } from "@/lib/protocol/live";
import { rank } from "./rank";

const minute = 60_000;
const now = 100 * minute;

const card = (name: string, change: Partial<LiveCard> = {}): LiveCard => ({
  ...{ place: name, name, waiting: false, presence: "here", seenAt: null, handRaisedAt: null },
  ...{ workspace: "running", lesson: null, work: null, commands: [], ...change },
});

const work = (minutes: number, change: Partial<LiveWork> = {}): LiveWork => ({
  ...{ exercise: "a/b/c", title: "C", step: { id: "two", title: "Deux", number: 2 }, steps: 3 },
  ...{ since: now - minutes * minute, passed: 1, checks: 3, attempts: 2, solution: false },
  ...{ hints: { shown: [], of: 2 }, done: false, list: [], took: {}, ...change },
});

const order = (cards: LiveCard[]) =>
  rank(cards, now).map(({ card, need }) => `${card.name} ${need}`);

describe("who needs a trainer", () => {
  it("is whoever raised their hand first, then whoever is stuck longest, then the others by name", () => {
    expect(
      order([
        card("Zoé"),
        card("Loin", { presence: "away" }),
        card("Perdue", { presence: "lost" }),
        card("Élodie"),
        card("Fini", { work: work(50, { done: true }) }),
        card("Bloqué", { work: work(10) }),
        card("Très bloqué", { work: work(20) }),
        card("Main récente", { handRaisedAt: now - 1 }),
        card("Main", { handRaisedAt: now - 2, presence: "lost" }),
      ]),
    ).toEqual([
      "Main hand",
      "Main récente hand",
      "Très bloqué stuck",
      "Bloqué stuck",
      "Élodie working",
      "Zoé working",
      "Fini done",
      "Perdue absent",
      "Loin absent",
    ]);
  });

  it("is measured by the class: what takes everybody long is no trouble, and what takes nobody long is", () => {
    const others = (seconds: number) =>
      ["A", "B", "C"].map((name) => card(name, { work: work(0, { took: { two: seconds } }) }));
    const needOf = (cards: LiveCard[]) =>
      rank(cards, now).find((one) => one.card.name === "Moi")?.need;
    const me = (minutes: number, attempts = 2) =>
      card("Moi", { work: work(minutes, { attempts }) });
    expect(needOf([me(8)])).toBe("stuck");
    expect(needOf([me(8), ...others(300)])).toBe("working");
    expect(needOf([me(11), ...others(300)])).toBe("stuck");
    expect(needOf([me(4), ...others(30)])).toBe("stuck");
    expect(needOf([me(2), ...others(5)])).toBe("working");
    expect(needOf([me(16), ...others(3600)])).toBe("stuck");
    // another exercise's step of the same name says nothing
    expect(
      needOf([
        me(4),
        ...others(30).map((one) => ({
          ...one,
          work: work(0, { exercise: "x/y/z", took: { two: 1 } }),
        })),
      ]),
    ).toBe("working");
    // reading is not being stuck, until it has lasted
    expect(needOf([me(8, 0)])).toBe("working");
    expect(needOf([me(14, 0)])).toBe("stuck");
  });

  it("is nobody who is gone or done", () => {
    expect(order([card("Parti", { presence: "left", work: work(60) })])).toEqual(["Parti absent"]);
  });
});
