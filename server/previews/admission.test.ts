/** Who gets to see a preview, and under which names it is served. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGrants } from "@/lib/previews/grants";
import { home, openScene, type Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
  await scene.http("ada", 8080, (_request, response) => response.end("ada's"));
  await scene.http("bob", 8080, (_request, response) => response.end("bob's"));
});
afterEach(() => scene.close());

const html = { accept: "text/html" };

describe("a way in", () => {
  it("becomes a cookie of this host alone, and leaves the address", async () => {
    const token = await scene.grants.enter(scene.viewer("ada", 8080), "/a?b=c");
    const answer = await scene.ask({
      host: scene.host("ada", 8080),
      path: `/.escale/entrer?jeton=${token}`,
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe("/a?b=c");
    const [cookie = ""] = answer.headers["set-cookie"] ?? [];
    expect(cookie).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toMatch(/domain/i);
    expect(answer.headers["referrer-policy"]).toBe("no-referrer");
    const page = await scene.ask({
      host: scene.host("ada", 8080),
      cookie: cookie.split(";")[0] ?? "",
    });
    expect(page.text).toBe("ada's");
  });

  it("is partitioned by the site's page when it is for a frame", async () => {
    const token = await scene.grants.enter(scene.viewer("ada", 8080, { framed: true }), "/");
    const { headers } = await scene.ask({
      host: scene.host("ada", 8080),
      path: `/.escale/entrer?jeton=${token}`,
    });
    expect(headers["set-cookie"]?.[0]).toMatch(/SameSite=None; Secure; Partitioned$/);
  });

  it("is good once, on one host, in this process", async () => {
    const enter = (host: string, token: string) =>
      scene.ask({ host, path: `/.escale/entrer?jeton=${token}` });
    const token = await scene.grants.enter(scene.viewer("ada", 8080), "/");
    // another's host, another port of one's own: refused, and not used up by it
    for (const host of [scene.host("bob", 8080), scene.host("ada", 8081)]) {
      const { status, headers } = await enter(host, token);
      expect(status).toBe(403);
      expect(headers["set-cookie"]).toBeUndefined();
    }
    expect((await enter(scene.host("ada", 8080), token)).status).toBe(303);
    expect((await enter(scene.host("ada", 8080), token)).status).toBe(403);
    const others = createGrants("a secret of thirty-two bytes, at least");
    const foreign = await others.enter(scene.viewer("ada", 8080), "/");
    expect((await enter(scene.host("ada", 8080), foreign)).status).toBe(403);
  });

  it("is not made of a grant, nor a grant of it, nor either of nothing", async () => {
    const host = scene.host("ada", 8080);
    const grant = await scene.grants.grant(scene.viewer("ada", 8080));
    const entry = await scene.grants.enter(scene.viewer("ada", 8080), "/");
    const [head = "", body = ""] = grant.split(".");
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${body}.`;
    for (const token of [grant, "", "x", none, `${head}.${body}.AAAA`]) {
      const path = `/.escale/entrer?jeton=${token}`;
      expect((await scene.ask({ host, path })).status, token).toBe(403);
    }
    for (const token of [entry, none, `${head}.${body}.AAAA`, ""]) {
      const { status } = await scene.ask({ host, cookie: `escale-apercu=${token}` });
      expect(status, token).toBe(403);
    }
  });
});

describe("a preview", () => {
  it("is its owner's alone, and says so in French", async () => {
    const ada = await scene.enter("ada", 8080);
    const bob = await scene.enter("bob", 8080);
    const host = scene.host("ada", 8080);
    expect((await scene.ask({ host, cookie: ada })).text).toBe("ada's");
    for (const cookie of [bob, "", "escale-apercu=x"]) {
      const answer = await scene.ask({ host, cookie, headers: html });
      expect(answer.status).toBe(403);
      expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(answer.text).toContain("Cet aperçu s’ouvre depuis Escale");
    }
    expect(scene.asked.every((path) => path.startsWith("/v1/owners/ada/"))).toBe(true);
    // another host's cookie of the same name does not keep the right one from counting
    expect((await scene.ask({ host, cookie: `${bob}; ${ada}` })).text).toBe("ada's");
  });

  it("of another port wants a grant of its own", async () => {
    const cookie = await scene.enter("ada", 8080);
    await scene.http("ada", 8081, (_request, response) => response.end("the other"));
    expect((await scene.ask({ host: scene.host("ada", 8081), cookie })).status).toBe(403);
  });

  it("ends with the session", async () => {
    const cookie = await scene.enter("ada", 8080);
    scene.revoked.add("session-of-ada");
    const answer = await scene.ask({ host: scene.host("ada", 8080), cookie });
    expect(answer.status).toBe(403);
  });

  it("is framed by the site's page alone", async () => {
    const cookie = await scene.enter("ada", 8080);
    const { headers } = await scene.ask({ host: scene.host("ada", 8080), cookie });
    expect(headers["content-security-policy"]).toBe(`frame-ancestors 'self' ${home}`);
  });

  it("is not for requests of other pages that carry its cookie along, but for links", async () => {
    const cookie = await scene.enter("ada", 8080);
    const from = (site: string, mode: string, method = "GET") =>
      scene.ask({
        ...{ host: scene.host("ada", 8080), cookie, method },
        headers: { "sec-fetch-site": site, "sec-fetch-mode": mode },
      });
    for (const site of ["cross-site", "same-site"]) {
      expect((await from(site, "cors")).status).toBe(403);
      expect((await from(site, "no-cors")).status).toBe(403);
      expect((await from(site, "navigate", "POST")).status).toBe(403);
      expect((await from(site, "navigate")).status).toBe(200);
    }
    expect((await from("same-origin", "cors", "POST")).status).toBe(200);
  });
});

describe("the names", () => {
  it("of previews serve nothing of the site", async () => {
    const cookie = await scene.enter("ada", 8080);
    const host = scene.host("ada", 8080);
    for (const path of ["/", "/api/workspace", "/healthz", "/_next/static/x.js", "/apercu/8080"]) {
      expect((await scene.ask({ host, path })).status, path).toBe(403);
      expect((await scene.ask({ host, path, cookie })).text, path).toBe("ada's");
    }
    expect((await scene.ask({ host, cookie, path: "/.escale/autre" })).status).toBe(404);
    expect(scene.reachedPages).toEqual([]);
  });

  it("of the site serve no preview", async () => {
    const cookie = await scene.enter("ada", 8080);
    for (const path of ["/", "/.escale/etat", "/.escale/entrer?jeton=x"]) {
      await scene.ask({ host: `localhost:${scene.port}`, path, cookie });
    }
    expect(scene.reachedPages).toHaveLength(3);
    expect(scene.asked).toEqual([]);
  });

  it("that are neither are refused", async () => {
    const cookie = await scene.enter("ada", 8080);
    const label = scene.grants.label("ada", 8080);
    for (const host of [
      `${label}.localhost.evil.example`,
      `${label}.evil.example`,
      `${label}.127.0.0.1`,
      `x.${label}.localhost`,
      `${label}x.localhost`,
      `${label}.localhost.`,
      `.localhost`,
      `anything.localhost`,
      `p0-${label.slice(6)}.localhost`,
      `p99999-${label.slice(6)}.localhost`,
      `p08080-${label.slice(6)}.localhost`,
      `${label}.localhost:x`,
      `${label}.localhost@localhost`,
    ]) {
      expect((await scene.ask({ host, cookie })).status, host).toBe(421);
    }
    expect(scene.asked).toEqual([]);
    expect(scene.reachedPages).toEqual([]);
  });

  it("may be written in capitals, and asked for twice not at all", async () => {
    const cookie = await scene.enter("ada", 8080);
    const host = scene.host("ada", 8080);
    expect((await scene.ask({ host: host.toUpperCase(), cookie })).text).toBe("ada's");
    const twice = await scene.raw(
      `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: ${scene.host("bob", 8080)}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    );
    // Node keeps the first, and so does everything here
    expect(twice).toMatch(/^HTTP\/1\.1 (400|200)/);
    expect(twice).not.toContain("bob's");
  });

  it("are not to be guessed, and tell nobody whose they are", () => {
    const labels = ["ada", "adb", "bob"].map((owner) => scene.grants.label(owner, 8080));
    for (const label of labels) expect(label).toMatch(/^p8080-[a-z2-7]{26}$/);
    expect(new Set(labels).size).toBe(3);
    expect(createGrants("another secret, of thirty-two bytes").label("ada", 8080)).not.toBe(
      labels[0],
    );
    expect(scene.grants.label("ada", 8080)).toBe(labels[0]);
  });
});

describe("with a wildcard of the operator's", () => {
  it("the cookie cannot be another host's, and no other domain is served", async () => {
    const settings = {
      ESCALE_URL: "https://escale.example.org",
      ESCALE_PREVIEW_URL: "https://*.apercus.example.org",
    };
    const public_ = await openScene({ settings });
    try {
      await public_.http("ada", 8080, (_request, response) => response.end("ada's"));
      const token = await public_.grants.enter(public_.viewer("ada", 8080), "/");
      const host = `${public_.grants.label("ada", 8080)}.apercus.example.org`;
      const entered = await public_.ask({ host, path: `/.escale/entrer?jeton=${token}` });
      const [cookie = ""] = entered.headers["set-cookie"] ?? [];
      expect(cookie).toMatch(
        /^__Host-escale-apercu=.*; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/,
      );
      const [pair = ""] = cookie.split(";");
      expect((await public_.ask({ host, cookie: pair })).text).toBe("ada's");
      const other = host.replace("apercus", "autres");
      expect((await public_.ask({ host: other, cookie: pair })).status).toBe(421);
      // tossed by a neighbour without the prefix: not looked at
      const tossed = pair.replace("__Host-", "");
      expect((await public_.ask({ host, cookie: tossed })).status).toBe(403);
    } finally {
      await public_.close();
    }
  });
});
