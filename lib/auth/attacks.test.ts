/**
 * Sessions as an attacker meets them: through the real route handlers, on a real database.
 */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import { clientAddressHeader } from "@/lib/http/client-address";
import { mutate } from "@/lib/http/respond";
import { forget } from "@/lib/runtime/once";
import { auth } from "./auth";
import { currentOwner, ensureOwner } from "./session";

vi.setConfig({ testTimeout: 20_000 });

testSiteData({ ESCALE_GUESTS_PER_HOUR: "3" });
beforeEach(() => {
  forget("guestsPerAddress");
  forget("guestsInAll");
});

const from = (address: string, cookie?: string) =>
  new Headers({
    [clientAddressHeader]: address,
    host: "localhost:3000",
    ...(cookie === undefined ? {} : { cookie }),
  });
const pairOf = (setCookies: readonly string[]) => setCookies.map((each) => each.split(";")[0]);

describe("session fixation", () => {
  it("a cookie that an attacker planted is never the session of who signs in", async () => {
    const planted = "escale.session_token=planted-by-somebody.c2lnbmF0dXJl";
    const { owner, setCookies } = await ensureOwner(from("192.0.2.1", planted));
    const [cookie] = pairOf(setCookies);
    expect(cookie).not.toContain("planted");
    expect(await currentOwner(from("192.0.2.1", planted))).toBeNull();
    expect(await currentOwner(from("192.0.2.1", cookie))).toBe(owner);
  });

  it("of two cookies of the same name none makes another account of the first", async () => {
    const { owner, setCookies } = await ensureOwner(from("192.0.2.2"));
    const [cookie] = pairOf(setCookies);
    const forged = "escale.session_token=forged.c2lnbmF0dXJl";
    for (const both of [`${forged}; ${cookie}`, `${cookie}; ${forged}`]) {
      expect([owner, null]).toContain(await currentOwner(from("192.0.2.2", both)));
    }
  });

  it("signing out ends the session on the server, not in the browser only", async () => {
    const { setCookies } = await ensureOwner(from("192.0.2.3"));
    const [cookie = ""] = pairOf(setCookies);
    const { handler } = await auth();
    const answer = await handler(
      new Request("http://localhost:3000/api/auth/sign-out", {
        method: "POST",
        headers: { cookie, host: "localhost:3000", origin: "http://localhost:3000" },
      }),
    );
    expect(answer.status).toBe(200);
    expect(await currentOwner(from("192.0.2.3", cookie))).toBeNull();
  });
});

describe("guests", () => {
  it("one visitor cannot make accounts without end; others still can", async () => {
    for (let n = 0; n < 3; n++) await ensureOwner(from("198.51.100.1"));
    const db = await database();
    const before = await db.user.count();
    await expect(ensureOwner(from("198.51.100.1"))).rejects.toMatchObject({
      code: "too_many_requests",
      status: 429,
      message: expect.stringMatching(/^Trop de personnes .*Patientez/),
    });
    expect(await db.user.count()).toBe(before);
    await expect(ensureOwner(from("198.51.100.2"))).resolves.toBeTruthy();
  });

  it("nor by changing the end of an IPv6 address", async () => {
    for (let n = 0; n < 3; n++) await ensureOwner(from(`2001:db8::${n + 1}`));
    await expect(ensureOwner(from("2001:db8::ffff"))).rejects.toMatchObject({ status: 429 });
  });

  it("who has an account already is not held up by those who have none", async () => {
    const { owner, setCookies } = await ensureOwner(from("198.51.100.3"));
    const [cookie] = pairOf(setCookies);
    for (let n = 0; n < 3; n++) {
      await ensureOwner(from("198.51.100.3")).catch(() => {
        // the last is refused
      });
    }
    expect((await ensureOwner(from("198.51.100.3", cookie))).owner).toBe(owner);
  });
});

describe("a change asked for by another site", () => {
  const change = async (headers: Record<string, string>) => {
    let done = false;
    const request = new Request("http://localhost:3000/api/workspace", {
      method: "POST",
      headers: { host: "localhost:3000", ...headers },
    });
    const response = await mutate(request, async () => {
      done = true;
      return new Response(null, { status: 204 });
    });
    return { status: response.status, done, cache: response.headers.get("cache-control") };
  };

  it.each([
    ["a form of another site", { origin: "http://evil.example" }],
    ["a sandboxed frame", { origin: "null" }],
    ["a page on another port", { origin: "http://localhost:3001" }],
    ["a site whose name ends like ours", { origin: "http://localhost:3000.evil.example" }],
    ["the same host over https", { origin: "https://localhost:3000" }],
    ["a sibling site", { origin: "http://localhost:3000", "sec-fetch-site": "same-site" }],
    ["a program without either header", {}],
  ])("is refused to %s", async (_name, headers) => {
    expect(await change(headers)).toEqual({ status: 403, done: false, cache: "no-store" });
  });

  it("is done for our own page", async () => {
    expect(await change({ origin: "http://localhost:3000" })).toMatchObject({ status: 204 });
  });
});
