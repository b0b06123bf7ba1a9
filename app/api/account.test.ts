/** One's own account, through the real handlers: what is exported, what is deleted, and for whom. */
import { describe, expect, it, vi } from "vitest";
import { database } from "@/lib/db/client";
import { deletionPhrase } from "@/lib/protocol/deletion";
import { GET as exportAccount } from "./account/export/route";
import { DELETE as removeAccount } from "./account/route";
import { GET as readProgress } from "./progress/route";
import { fromElsewhere, fromPage, get, sendJson, useTestSite } from "./testing";

vi.setConfig({ testTimeout: 20_000 });

const site = useTestSite();
const meant = { confirmation: deletionPhrase };
const ask = (body: unknown, headers: Record<string, string>) =>
  removeAccount(sendJson("DELETE", "/api/account", body, headers));
const isThere = async (owner: string) =>
  (await (await database()).user.count({ where: { id: owner } })) === 1;

describe("deleting one's account", () => {
  it("removes the workspace with its files, then the account, and the cookie", async () => {
    const [ada, bob] = [await site.guest(), await site.guest()];
    const response = await ask(meant, { ...fromPage, cookie: ada.cookie });
    expect(await response.json()).toEqual({ state: "deleted" });
    expect(response.headers.getSetCookie().join()).toMatch(/escale\.session_token=;.*Max-Age=0/i);
    expect(site.asked).toEqual([`DELETE /v1/owners/${ada.owner}/workspace?files=remove`]);
    expect([await isThere(ada.owner), await isThere(bob.owner)]).toEqual([false, true]);
    const progress = await readProgress(get("/api/progress", { cookie: ada.cookie }));
    expect(await progress.json()).toMatchObject({ account: false });
  });

  it("while the backend is away signs out at once, and keeps the account for later", async () => {
    const ada = await site.guest();
    await site.backendAway();
    const response = await ask(meant, { ...fromPage, cookie: ada.cookie });
    expect(await response.json()).toEqual({ state: "pending" });
    const db = await database();
    expect(await db.accountDeletion.count({ where: { userId: ada.owner } })).toBe(1);
    expect((await ask(meant, { ...fromPage, cookie: ada.cookie })).status).toBe(401);
  });

  it.each(fromElsewhere)("is not for another site to ask: %j", async (headers) => {
    const ada = await site.guest();
    const response = await ask(meant, { ...headers, cookie: ada.cookie });
    expect(response.status).toBe(403);
    expect(await isThere(ada.owner)).toBe(true);
    expect(site.asked).toEqual([]);
  });

  it.each([
    ["nothing", {}],
    ["another phrase", { confirmation: "oui" }],
    ["somebody else’s account", { ...meant, owner: "bob" }],
    ["a list", { confirmation: [deletionPhrase] }],
  ])("needs the phrase, and no more: %s", async (_, body) => {
    const ada = await site.guest();
    expect((await ask(body, { ...fromPage, cookie: ada.cookie })).status).toBe(400);
    expect(await isThere(ada.owner)).toBe(true);
  });

  it("is for somebody who is signed in", async () => {
    const forged = { cookie: "escale.session_token=x.c2lnbmF0dXJl" };
    for (const headers of [{}, forged])
      expect((await ask(meant, { ...fromPage, ...headers })).status).toBe(401);
    expect(site.asked).toEqual([]);
  });
});

describe("the export", () => {
  it("is one's own, whoever is named in the request, and only a file", async () => {
    const [ada, bob] = [await site.guest(), await site.guest()];
    const path = `/api/account/export?owner=${bob.owner}`;
    const response = await exportAccount(get(path, { cookie: ada.cookie, owner: bob.owner }));
    expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(text).toContain(ada.owner);
    expect(text).not.toContain(bob.owner);
  });

  it("is not there without a session, nor for another site", async () => {
    expect((await exportAccount(get("/api/account/export"))).status).toBe(401);
    const { cookie } = await site.guest();
    const linked = { cookie, "sec-fetch-site": "cross-site" };
    expect((await exportAccount(get("/api/account/export", linked))).status).toBe(403);
  });
});
