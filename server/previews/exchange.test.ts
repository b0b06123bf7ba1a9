/** What goes to a container and back: headers, bodies, their ends, and what does not come through. */
import { createHash, randomBytes } from "node:crypto";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EscaleError } from "@/lib/protocol/errors";
import { openScene, type Scene } from "./testing/scene";

vi.setConfig({ testTimeout: 20_000 });

let scene: Scene;
let host: string;
let cookie: string;
beforeEach(async () => {
  scene = await openScene({ patience: { answerMs: 500, requests: 4 } });
  host = scene.host("ada", 8080);
  cookie = await scene.enter("ada", 8080);
});
afterEach(() => scene.close());

const html = { accept: "text/html" };
const plain = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
/** Answers once the request's headers are whole. */
const answering = (answer: string) =>
  scene.bytes("ada", 8080, (request, socket) => {
    if (request.includes("\r\n\r\n")) socket.end(answer, "latin1");
  });

describe("a request", () => {
  it("reaches the container as from a browser at localhost, with nothing of ours", async () => {
    const seen = await answering(plain);
    const { status } = await scene.ask({
      ...{ host, path: "/a%2Fb/../c?x=%00&y", method: "GET" },
      cookie: `${cookie}; panier=3; escale.session_token=s; __Secure-escale.session_token=s; __Host-escale.session=s; langue=fr`,
      headers: {
        origin: `http://${host}`,
        referer: `http://${host}/page?q`,
        "x-forwarded-for": "1.2.3.4",
        "x-forwarded-host": "evil.example",
        forwarded: "for=1.2.3.4",
        "x-real-ip": "1.2.3.4",
        "x-escale-client": "1.2.3.4",
        connection: "close, X-Between, Cookie",
        "x-between": "1",
        te: "trailers",
        "keep-alive": "5",
        "proxy-authorization": "Basic x",
        authorization: "Basic the-container's-own",
        "x-mine": ["1", "2"],
      },
    });
    expect(status).toBe(200);
    const [text = ""] = seen;
    expect(text.split("\r\n")).toEqual([
      "GET /a%2Fb/../c?x=%00&y HTTP/1.1",
      "host: localhost:8080",
      "origin: http://localhost:8080",
      "referer: http://localhost:8080/page?q",
      "authorization: Basic the-container's-own",
      "x-mine: 1",
      "x-mine: 2",
      "cookie: panier=3; langue=fr",
      "x-forwarded-for: 127.0.0.1",
      "connection: close",
      "",
      "",
    ]);
  });

  it("keeps another page's Origin as it is", async () => {
    const seen = await answering(plain);
    await scene.ask({ host, cookie, headers: { origin: "http://evil.example" } });
    expect(seen[0]).toContain("origin: http://evil.example");
  });

  it("has one end only: what could be read in two ways never arrives", async () => {
    const seen = await answering(plain);
    const head = `POST / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n`;
    const smuggled = "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    for (const lines of [
      "Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
      "Content-Length: 5, 6\r\n\r\n",
      "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
      "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
      "Transfer-Encoding: identity\r\n\r\n",
      "Transfer-Encoding: chunked, identity\r\n\r\n",
      "Transfer-Encoding: xchunked\r\n\r\n",
      "Transfer-Encoding : chunked\r\n\r\n",
      "Transfer-Encoding:\u000bchunked\r\n\r\n",
      "Content-Length: -1\r\n\r\n",
      "Content-Length: 0x5\r\n\r\n",
      "Content-Length: +5\r\n\r\n",
      "X: a\nContent-Length: 5\r\n\r\n",
      "X: a\r\n Content-Length: 5\r\n\r\n",
      "X: a\u0000b\r\n\r\n",
    ]) {
      const answer = await scene.raw(`${head}${lines}${smuggled}`);
      expect(answer, JSON.stringify(lines)).toMatch(/^HTTP\/1\.1 400 /);
    }
    expect(seen.join()).not.toContain("smuggled");
  });

  it("is one to a connection: what is pipelined behind it is a request of its own", async () => {
    const seen = await answering(plain);
    const one = (path: string, end = "") =>
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n${end}\r\n`;
    await scene.raw(one("/first") + one("/second", "Connection: close\r\n"));
    expect(seen).toHaveLength(2);
    // two connections: which of them comes first is not said
    expect(seen.map((text) => text.split(" ")[1]).sort()).toEqual(["/first", "/second"]);
  });

  it("has its body framed anew, whatever its method", async () => {
    const seen = await answering(plain);
    for (const method of ["GET", "DELETE", "POST"]) {
      await scene.raw(
        `${method} / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n4;ext=1\r\nabcd\r\n0\r\nX-Trailer: 1\r\n\r\n`,
      );
      const text = seen.at(-1) ?? "";
      expect(text, method).toContain("transfer-encoding: chunked");
      expect(text, method).not.toContain("X-Trailer");
      expect(text, method).not.toContain("ext=1");
    }
  });

  it("names no other host, and is none of the methods that would", async () => {
    const seen = await answering(plain);
    const send = (line: string) =>
      scene.raw(
        `${line} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
      );
    for (const line of ["GET http://169.254.169.254/", "OPTIONS *", "GET x"]) {
      expect(await send(line), line).toMatch(/^HTTP\/1\.1 400 /);
    }
    for (const line of ["TRACE /", "PROPFIND /"]) {
      expect(await send(line), line).toMatch(/^HTTP\/1\.1 405 /);
    }
    expect(await send("CONNECT 127.0.0.1:22")).toBe("");
    expect(seen).toEqual([]);
  });

  it("carries a large body whole, and no faster than the container reads", async () => {
    const sent = randomBytes(24 * 1024 * 1024);
    const hash = createHash("sha256");
    await scene.http("ada", 8080, async (request, response) => {
      for await (const chunk of request) hash.update(chunk);
      response.end(hash.digest("hex"));
    });
    const { text } = await scene.ask({ host, cookie, method: "POST", body: sent });
    expect(text).toBe(createHash("sha256").update(sent).digest("hex"));
  });

  it("waits for the container's word before its body, if it asks for it", async () => {
    const order: string[] = [];
    const server = await scene.http("ada", 8080, () => {});
    server.on("checkContinue", (request, response) => {
      order.push(`asked ${request.headers.expect}`);
      response.writeContinue();
      request.on("data", (chunk: Buffer) => order.push(chunk.toString()));
      request.on("end", () => response.end("got it"));
    });
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(scene.port, "127.0.0.1");
      let text = "";
      socket.on("data", (data) => {
        text += data.toString();
        if (text.endsWith("HTTP/1.1 100 Continue\r\n\r\n")) socket.write("body");
      });
      socket.on("close", () => resolve(text));
      socket.write(
        `PUT /x HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nExpect: 100-continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n`,
      );
    });
    expect(order).toEqual(["asked 100-continue", "body"]);
    expect(answer).toContain("got it");
  });

  it("ends at the container when the browser hangs up", async () => {
    let ended: () => void = () => {};
    const gone = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const arrived = new Promise<void>((resolve) => {
      void scene.http("ada", 8080, (request, response) => {
        response.write("x");
        request.socket.once("close", ended);
        resolve();
      });
    });
    const socket = connect(scene.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
    await arrived;
    socket.resetAndDestroy();
    await gone;
    await vi.waitFor(() => expect(scene.tunnels.size).toBe(0));
  });
});

describe("an answer", () => {
  it("keeps the container's headers, but for those that reach beyond its host", async () => {
    await answering(
      [
        "HTTP/1.1 201 Odd reason",
        "Server: nginx",
        "X-Twice: 1",
        "X-Twice: 2",
        "Content-Security-Policy: default-src 'self'",
        "Connection: close, X-Between",
        "X-Between: 1",
        "Keep-Alive: timeout=5",
        "X-Frame-Options: DENY",
        'Alt-Svc: h3=":443"',
        'Clear-Site-Data: "cookies"',
        "Strict-Transport-Security: max-age=31536000; includeSubDomains",
        "NEL: {}",
        "X-Escale-Apercu: no_answer",
        "Set-Cookie: a=1; Domain=localhost; Path=/; HttpOnly",
        "Set-Cookie: b=2; domain=.example.org;SameSite=Strict",
        "Set-Cookie: escale.session_token=stolen; Path=/",
        "Set-Cookie: __Host-escale-apercu=x; Path=/; Secure",
        "Set-Cookie: escale-apercu=x",
        "Set-Cookie: =escale.session_token=x",
        "Set-Cookie: escale.session_token",
        "Content-Length: 2",
        "",
        "ok",
      ].join("\r\n"),
    );
    const { status, headers, rawHeaders } = await scene.ask({ host, cookie });
    expect(status).toBe(201);
    const names = rawHeaders.filter((_each, index) => index % 2 === 0).map((n) => n.toLowerCase());
    for (const dropped of [
      ...["alt-svc", "clear-site-data", "strict-transport-security", "nel", "x-frame-options"],
      ...["x-escale-apercu", "x-between"],
    ]) {
      expect(names, dropped).not.toContain(dropped);
    }
    expect(headers["x-twice"]).toBe("1, 2");
    expect(headers["content-security-policy"]).toMatch(/^default-src 'self', frame-ancestors /);
    expect(headers["set-cookie"]).toEqual(["a=1; Path=/; HttpOnly", "b=2; SameSite=Strict"]);
    expect(headers["origin-agent-cluster"]).toBe("?1");
  });

  it("has its cookies fit for a frame of another site, in a frame", async () => {
    await answering(
      "HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/; SameSite=Strict\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
    const framed = await scene.enter("ada", 8080, { framed: true });
    const { headers } = await scene.ask({ host, cookie: framed });
    expect(headers["set-cookie"]).toEqual(["a=1; Path=/; SameSite=None; Secure; Partitioned"]);
  });

  it("has redirects to the container's own address lead to the preview, and others left alone", async () => {
    let location = "";
    await scene.http("ada", 8080, (_request, response) =>
      response.writeHead(302, { location }).end(),
    );
    for (const [from, to] of [
      ["http://localhost:8080/a?b#c", "/a?b#c"],
      ["https://localhost:8080/a", "/a"],
      ["http://127.0.0.1:8080", "/"],
      ["http://LOCALHOST:8080//evil.example/", "/evil.example/"],
      ["/relative", "/relative"],
      ["http://localhost:9090/", "http://localhost:9090/"],
      ["http://169.254.169.254/latest", "http://169.254.169.254/latest"],
      ["http://localhost:8080@evil.example/", "http://localhost:8080@evil.example/"],
    ] as const) {
      location = from;
      const answer = await scene.ask({ host, cookie });
      // told to the browser, never followed here
      expect([answer.status, answer.headers.location]).toEqual([302, to]);
    }
  });

  it.each([
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\nok"],
    [
      "a length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    ],
    ["no HTTP", "+OK Redis ready\r\n"],
    ["a header without end", `HTTP/1.1 200 OK\r\nX: ${"a".repeat(100_000)}\r\n\r\n`],
    [
      "another protocol that nobody asked for",
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nbytes",
    ],
    ["a name with a blank", "HTTP/1.1 200 OK\r\nBad Name : x\r\n\r\n"],
  ])("that is not well-formed (%s) is not passed on", async (_what, answer) => {
    await answering(answer);
    const { status, headers, text } = await scene.ask({ host, cookie, headers: html });
    expect(status).toBe(502);
    expect(headers["x-escale-apercu"]).toBe("not_http");
    expect(text).toContain("Ce port ne parle pas HTTP");
  });

  it("comes through for HEAD, parts and 304 as the container meant it", async () => {
    await scene.http("ada", 8080, ({ method, headers }, response) => {
      if (headers["if-none-match"]) response.writeHead(304, { etag: "1" }).end();
      else if (headers.range)
        response.writeHead(206, { "content-range": "bytes 0-1/9", "content-length": 2 }).end("ab");
      else
        response.writeHead(200, { "content-length": 9 }).end(method === "HEAD" ? "" : "123456789");
    });
    const head = await scene.ask({ host, cookie, method: "HEAD" });
    expect([head.headers["content-length"], head.text]).toEqual(["9", ""]);
    const part = await scene.ask({ host, cookie, headers: { range: "bytes=0-1" } });
    expect([part.status, part.headers["content-range"], part.text]).toEqual([
      206,
      "bytes 0-1/9",
      "ab",
    ]);
    const same = await scene.ask({ host, cookie, headers: { "if-none-match": "1" } });
    expect([same.status, same.headers.etag, same.text]).toEqual([304, "1", ""]);
  });

  it("comes as it is made, and no faster than the browser reads", async () => {
    const part = Buffer.alloc(256 * 1024);
    let made = 0;
    await scene.http("ada", 8080, async (request, response) => {
      if (request.url === "/slow") {
        response.write("first");
        await sleep(100);
        response.end("second");
        return;
      }
      response.on("error", () => {});
      while (made < 400 && !response.destroyed) {
        made += 1;
        if (!response.write(part)) await new Promise((resolve) => response.once("drain", resolve));
      }
    });
    const reads = (path: string) => {
      const socket = connect(scene.port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
      return socket;
    };
    const slow = reads("/slow");
    const first = await new Promise<string>((resolve) =>
      slow.on("data", (chunk) => {
        if (chunk.includes("first")) resolve(chunk.toString());
      }),
    );
    expect(first).not.toContain("second");
    slow.destroy();
    const deaf = reads("/flood").pause();
    await vi.waitFor(() => expect(made).toBeGreaterThan(1));
    // made without end, it stops once the buffers on the way are full
    let before = -1;
    await vi.waitFor(
      () => {
        const still = before === made;
        before = made;
        expect(still).toBe(true);
      },
      { interval: 200, timeout: 10_000 },
    );
    expect(made).toBeLessThan(200);
    deaf.destroy();
  });

  it("that breaks off is not passed for whole", async () => {
    await answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    await expect(scene.ask({ host, cookie })).rejects.toThrow(/aborted|hang up|ECONNRESET/);
  });
});

describe("where there is no answer", () => {
  it.each([
    ["port_not_published", 404, "Ce port n’est plus publié"],
    ["port_no_answer", 502, "Rien ne répond encore sur ce port"],
    ["no_workspace", 409, "Votre espace est arrêté"],
    ["too_many_requests", 503, "Trop de connexions à la fois"],
    ["engine_unavailable", 503, "Les aperçus sont momentanément indisponibles"],
  ] as const)("%s is told in French, and to programs in a line", async (code, status, title) => {
    scene.published.set("ada/8080", new EscaleError(code, ""));
    const page = await scene.ask({ host, cookie, headers: html });
    expect(page.status).toBe(status);
    expect(page.text).toContain(`<h1>${title}</h1>`);
    expect(page.headers["content-security-policy"]).toMatch(
      /^default-src 'none'; script-src 'sha256-/,
    );
    const line = await scene.ask({ host, cookie, method: "POST", body: "x" });
    expect([line.status, line.text]).toEqual([status, `${title}.\n`]);
    const state = await scene.ask({ host, cookie, path: "/.escale/etat" });
    expect(state.text).toBe(page.headers["x-escale-apercu"]);
  });

  it("a container that hangs up, or says nothing, is told apart", async () => {
    const server = await scene.http("ada", 8080, (request) => {
      if (request.url === "/hangs-up") request.socket.destroy();
    });
    const hungUp = await scene.ask({ host, cookie, path: "/hangs-up" });
    expect([hungUp.status, hungUp.headers["x-escale-apercu"]]).toEqual([502, "hung_up"]);
    const silent = await scene.ask({ host, cookie, path: "/" });
    expect([silent.status, silent.headers["x-escale-apercu"]]).toEqual([504, "too_slow"]);
    await vi.waitFor(() => expect(scene.tunnels.size).toBe(0));
    expect(server.listening).toBe(true);
    expect((await scene.ask({ host, cookie, path: "/.escale/etat" })).text).toBe("ok");
  });

  it("requests beyond an owner's share wait, and leave others theirs", async () => {
    let now = 0;
    let most = 0;
    await scene.http("ada", 8080, async (_request, response) => {
      now += 1;
      most = Math.max(most, now);
      await sleep(20);
      now -= 1;
      response.end("ok");
    });
    const all = await Promise.all(Array.from({ length: 20 }, () => scene.ask({ host, cookie })));
    expect(all.map(({ text }) => text)).toEqual(Array(20).fill("ok"));
    expect(most).toBeLessThanOrEqual(4);
  });
});
