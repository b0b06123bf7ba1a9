import { beforeEach, describe, expect, it, vi } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { gapSeconds, maxLessons, readProgress, recordEvent } from "./progress";

// A real database and real sockets, on a machine that may be busy.
vi.setConfig({ testTimeout: 20_000 });

const opened = testDatabase();
const lesson = "les-conteneurs/un-noyau-partage";
const ada = "ada";
const bob = "bob";
const at = (second: number) => new Date(Date.UTC(2030, 0, 1, 12, 0, second));

beforeEach(async () => {
  await opened.db.user.deleteMany();
  for (const id of [ada, bob]) {
    await opened.db.user.create({ data: { id, name: id, email: `${id}@example.org` } });
  }
});

describe("progress", () => {
  it("keeps the first visit and the first completion, however often they are told", async () => {
    await recordEvent(opened.db, ada, { event: "visited", lesson }, at(1));
    await recordEvent(opened.db, ada, { event: "completed", lesson }, at(2));
    await recordEvent(opened.db, ada, { event: "visited", lesson }, at(3));
    const last = await recordEvent(opened.db, ada, { event: "completed", lesson }, at(4));
    expect(last).toEqual({
      visitedAt: at(1).toISOString(),
      seenAt: at(4).toISOString(),
      completedAt: at(2).toISOString(),
      commandsRun: [],
    });
    const nothing = { account: true, lessons: {}, exercises: [], quizzes: {} };
    expect(await readProgress(opened.db, ada)).toEqual({ ...nothing, lessons: { [lesson]: last } });
    expect(await readProgress(opened.db, bob)).toEqual(nothing);
  });

  it("counts a completion without a visit as both, and forgets it when reopened", async () => {
    await recordEvent(opened.db, ada, { event: "completed", lesson }, at(1));
    const reopened = await recordEvent(opened.db, ada, { event: "reopened", lesson }, at(2));
    expect(reopened).toMatchObject({ visitedAt: at(1).toISOString(), completedAt: null });
    const again = await recordEvent(opened.db, ada, { event: "completed", lesson }, at(3));
    expect(again.completedAt).toBe(at(3).toISOString());
  });

  it("loses no command when forty come at once from two tabs", async () => {
    const indexes = [...Array(20).keys()];
    await Promise.all(
      [...indexes, ...indexes.toReversed()].map((index) =>
        recordEvent(opened.db, ada, { event: "command", lesson, index }),
      ),
    );
    const { lessons } = await readProgress(opened.db, ada);
    expect(lessons[lesson]?.commandsRun).toEqual(indexes);
  });

  it("bounds what one account may write, without touching the lessons it has", async () => {
    await opened.db.lessonProgress.createMany({
      data: Array.from({ length: maxLessons }, (_, n) => ({
        userId: ada,
        lesson: `chapitre/lecon-${n}`,
        visitedAt: at(0),
      })),
    });
    await expect(recordEvent(opened.db, ada, { event: "visited", lesson })).rejects.toMatchObject({
      code: "bad_request",
    });
    const known = await recordEvent(opened.db, ada, {
      event: "completed",
      lesson: "chapitre/lecon-7",
    });
    expect(known.completedAt).not.toBeNull();
    expect(await opened.db.lessonProgress.count({ where: { userId: ada } })).toBe(maxLessons);
    await expect(recordEvent(opened.db, bob, { event: "visited", lesson })).resolves.toBeDefined();
  });

  it("is refused for an account that is no more", async () => {
    await expect(recordEvent(opened.db, "ghost", { event: "visited", lesson })).rejects.toThrow();
    expect(await opened.db.lessonProgress.count()).toBe(0);
  });

  it("is still there after the database was closed and opened again", async () => {
    await recordEvent(opened.db, ada, { event: "command", lesson, index: 3 }, at(1));
    await opened.reopen();
    const { lessons } = await readProgress(opened.db, ada);
    expect(lessons[lesson]).toMatchObject({ visitedAt: at(1).toISOString(), commandsRun: [3] });
  });

  it("counts the time between signs of life, and no longer absence", async () => {
    const secondsIn = async (id: string) =>
      (await opened.db.lessonProgress.findFirst({ where: { userId: ada, lesson: id } }))?.seconds;
    await recordEvent(opened.db, ada, { event: "visited", lesson }, at(0));
    await recordEvent(opened.db, ada, { event: "present", lesson }, at(25));
    await recordEvent(opened.db, ada, { event: "present", lesson }, at(50));
    expect(await secondsIn(lesson)).toBe(50);
    await recordEvent(opened.db, ada, { event: "present", lesson }, at(50 + gapSeconds + 1));
    expect(await secondsIn(lesson)).toBe(50);
  });

  it("makes no more time than has passed, with any number of tabs", async () => {
    for (let second = 0; second <= 30; second += 5)
      for (const tab of ["a/a", "a/b", "a/c"])
        await recordEvent(opened.db, ada, { event: "present", lesson: tab }, at(second));
    const { _sum } = await opened.db.lessonProgress.aggregate({
      where: { userId: ada },
      _sum: { seconds: true },
    });
    expect(_sum.seconds).toBe(30);
  });
});
