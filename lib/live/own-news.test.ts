/** What the pages of a learner are told: of themselves, in the backend\'s word, and only what is new. */
import { beforeEach, describe, expect, it } from "vitest";
import { auth } from "@/lib/auth/auth";
import type { CurrentUser } from "@/lib/auth/current-user";
import { createGuest } from "@/lib/auth/session";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import type { Owner } from "@/lib/protocol/ids";
import type { OwnNews } from "@/lib/protocol/own-news";
import { classChanged } from "./hub";
import { ownNews } from "./own-news";

testSiteData({ ESCALE_GUESTS_PER_HOUR: "100000" }, 120_000);

async function person(name: string, role: "learner" | "trainer"): Promise<CurrentUser> {
  const { owner: id } = await createGuest(new Headers({ host: "localhost:3000" }), auth);
  const email = `${id.toLowerCase()}@example.org`;
  await (await database()).user.update({
    where: { id },
    data: { name, role, isAnonymous: false, email },
  });
  return { id, name, email, role, guest: false, session: "x" };
}

/** Who looks at whom, as a test says it in the backend\'s place. */
function someOnlookers() {
  const names = new Map<Owner, readonly string[]>();
  const listeners = new Set<(owner: Owner) => void>();
  return {
    of: (owner: Owner) => names.get(owner) ?? [],
    follow(listener: (owner: Owner) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set(owner: Owner, all: readonly string[]) {
      names.set(owner, all);
      for (const listener of listeners) listener(owner);
    },
    listeners,
  };
}

let ada: CurrentUser;
let lea: CurrentUser;
let max: CurrentUser;
let classId: string;
beforeEach(async () => {
  const db = await database();
  await db.classroom.deleteMany();
  [ada, lea, max] = await Promise.all([
    person("Ada", "trainer"),
    person("Léa", "learner"),
    person("Max", "learner"),
  ]);
  const made = await db.classroom.create({
    data: {
      name: "Groupe B",
      trainers: { create: { userId: ada.id } },
      places: {
        create: [lea, max].map(({ id, name }) => ({ userId: id, name, token: `${id}-place` })),
      },
    },
  });
  classId = made.id;
  return () => db.user.deleteMany({ where: { id: { in: [ada.id, lea.id, max.id] } } });
});

async function listen(who: CurrentUser, onlookers = someOnlookers()) {
  const gone = new AbortController();
  const { signal } = gone;
  const news = ownNews({ db: await database(), who: async () => who, signal, onlookers });
  return {
    news,
    next: async (): Promise<OwnNews | null> => (await news.next()).value ?? null,
    gone,
  };
}

describe("a learner who is looked at", () => {
  it("is told by whom from the first word on, as it changes, and nobody else is", async () => {
    const onlookers = someOnlookers();
    onlookers.set(lea.id, ["Ada"]);
    const [hers, his] = [await listen(lea, onlookers), await listen(max, onlookers)];
    expect((await hers.next())?.watchers).toEqual(["Ada"]);
    expect((await his.next())?.watchers).toEqual([]);
    onlookers.set(lea.id, ["Ada", "Blaise"]);
    expect((await hers.next())?.watchers).toEqual(["Ada", "Blaise"]);
    onlookers.set(lea.id, []);
    expect((await hers.next())?.watchers).toEqual([]);
    // whatever comes first to Max is not hers
    onlookers.set(max.id, ["Ada"]);
    expect((await his.next())?.watchers).toEqual(["Ada"]);
    for (const { gone, news } of [hers, his]) {
      gone.abort();
      await news.return(undefined);
    }
    expect(onlookers.listeners.size).toBe(0);
  });

  it("is told so for as long as it lasts, though they are put out of the class or it is over", async () => {
    const db = await database();
    const onlookers = someOnlookers();
    onlookers.set(lea.id, ["Ada"]);
    const { next } = await listen(lea, onlookers);
    await next();
    await db.classTrainer.deleteMany({ where: { classId } });
    await db.classPlace.deleteMany({ where: { userId: lea.id } });
    classChanged(classId);
    expect(await next()).toMatchObject({ live: { classes: [] }, watchers: ["Ada"], goesOn: true });
    onlookers.set(lea.id, []);
    expect(await next()).toMatchObject({ watchers: [], goesOn: false });
    expect(await next()).toBe(null);
  });
});

describe("a stream", () => {
  it("says nothing again that has not changed", async () => {
    const { next, gone } = await listen(lea);
    await next();
    const second = next();
    for (let n = 0; n < 3; n++) {
      classChanged(classId);
      await new Promise((done) => setTimeout(done, 120));
    }
    await expect(
      Promise.race([second, new Promise((done) => setTimeout(() => done("silent"), 200))]),
    ).resolves.toBe("silent");
    gone.abort();
    expect(await second).toBe(null);
  });

  it("is for trainers too, who learn nowhere, and ends at once for whoever is in no class", async () => {
    const hers = await listen(ada);
    expect(await hers.next()).toMatchObject({
      ...{ live: { classes: [] }, goesOn: true },
      broadcasts: { teaches: [{ id: classId }] },
    });
    hers.gone.abort();
    const nobody = await listen(await person("Zoé", "learner"));
    expect(await nobody.next()).toMatchObject({ goesOn: false });
    expect(await nobody.next()).toBe(null);
  });
});
