import { beforeEach, describe, expect, it } from "vitest";
import { ownerSchema } from "@/lib/protocol/ids";
import { type PresenceReport, presenceReportSchema } from "@/lib/protocol/live";
import { PresenceBook } from "./presence";

const ada = ownerSchema.parse("ada");
const first = "aaaaaaaaaaaa";
const second = "bbbbbbbbbbbb";
const report = (change: Partial<PresenceReport> = {}): PresenceReport =>
  presenceReportSchema.parse({ page: first, lesson: "a/b", visible: true, ...change });

let told: string[];
let book: PresenceBook;
beforeEach(() => {
  told = [];
  book = new PresenceBook((owner) => told.push(owner));
});
const state = (now: number) => {
  book.sweep(now);
  return book.of(ada, now)?.state ?? "away";
};

describe("somebody", () => {
  it("is there while a page speaks, and lost when it falls silent", () => {
    book.report(ada, report(), 0);
    expect(state(0)).toBe("here");
    expect(state(19_000)).toBe("here");
    expect(state(21_000)).toBe("lost");
    book.report(ada, report(), 60_000);
    expect(state(60_000)).toBe("here");
    expect(told).toHaveLength(3);
  });

  it("who goes from one page to the next has not left in between", () => {
    book.report(ada, report(), 0);
    book.report(ada, report({ leaving: true }), 1_000);
    expect(state(2_000)).toBe("here");
    book.report(ada, report({ page: second, lesson: "a/c" }), 2_500);
    expect(state(10_000)).toBe("here");
    expect(book.of(ada, 10_000)?.lesson).toBe("a/c");
    book.report(ada, report({ page: second, leaving: true }), 11_000);
    expect(state(15_000)).toBe("left");
  });

  it("is behind another tab as long as browsers may make a page wait", () => {
    book.report(ada, report({ visible: false }), 0);
    expect(state(0)).toBe("behind");
    expect(state(100_000)).toBe("behind");
    expect(state(151_000)).toBe("lost");
  });

  it("with two pages is where the one in sight is", () => {
    book.report(ada, report(), 0);
    book.report(ada, report({ page: second, lesson: "a/c", visible: false }), 1);
    expect(book.of(ada, 2)).toMatchObject({ state: "here", lesson: "a/b" });
    book.report(ada, report({ visible: false }), 3);
    book.report(ada, report({ page: second, lesson: "a/c" }), 4);
    expect(book.of(ada, 5)?.lesson).toBe("a/c");
  });

  it("who says the same again is no news", () => {
    for (let at = 0; at < 10; at++) book.report(ada, report(), at);
    expect(told).toHaveLength(1);
  });

  it("is forgotten, commands and all, an hour after they have gone", () => {
    book.report(ada, report({ commands: ["docker ps"] }), 0);
    expect(state(3_500_000)).toBe("lost");
    expect(state(3_700_000)).toBe("away");
    expect(book.size).toBe(0);
  });

  it("cannot fill the memory: pages, commands and people are bounded", () => {
    const page = (n: number) => n.toString(36).padStart(12, "0");
    for (let n = 0; n < 100; n++)
      book.report(ada, report({ page: page(n), commands: [`echo ${n}`] }), n);
    expect(book.of(ada, 100)?.commands).toHaveLength(10);
    expect(book.of(ada, 100)?.commands.at(-1)?.text).toBe("echo 99");
    for (let n = 0; n < 6_000; n++) book.report(ownerSchema.parse(`u${n}`), report(), n);
    expect(book.size).toBeLessThanOrEqual(5_000);
  });
});
