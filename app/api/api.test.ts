/**
 * The browser's API through its real handlers, on a real database. The backend is a small HTTP
 * server on a unix socket that says which owner it was asked about.
 */
import { mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { dirname } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import { EscaleError, errorBodySchema } from "@/lib/protocol/errors";
import { runtime } from "@/lib/runtime/settings";
import { POST as authPost } from "./auth/[...all]/route";
import { GET as getProgress, POST as postProgress } from "./progress/route";
import { GET as inspectObject } from "./workspace/engine/[kind]/[wanted]/route";
import { GET as getEngine } from "./workspace/engine/route";
import { GET as getEvents } from "./workspace/events/route";
import { POST as extend } from "./workspace/extend/route";
import {
  GET as getWorkspace,
  POST as openWorkspace,
  DELETE as removeWorkspace,
} from "./workspace/route";
import { DELETE as closeTerminal } from "./workspace/terminals/[id]/route";
import { POST as openTerminal } from "./workspace/terminals/route";

// A real database and real sockets, on a machine that may be busy.
vi.setConfig({ testTimeout: 20_000 });

const origin = "http://localhost:3000";
const nobodys = { account: false, lessons: {}, exercises: [], quizzes: {} };
const none = { state: "none", filesKept: true, stopped: null };
let backend: Server;
let asked: { method: string; url: string; body: string }[];
let answerWith: (request: IncomingMessage, response: ServerResponse) => void;

const answerJson =
  (body: unknown, status = 200) =>
  (_request: IncomingMessage, response: ServerResponse) =>
    void response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify(body));

function listen(): Promise<void> {
  return new Promise((resolve) => backend.listen(runtime().paths.backendSocket, resolve));
}

testSiteData();
beforeAll(() => {
  mkdirSync(dirname(runtime().paths.backendSocket), { recursive: true });
});
beforeEach(async () => {
  asked = [];
  answerWith = answerJson(none);
  backend = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked.push({ method: request.method ?? "", url: request.url ?? "", body });
    answerWith(request, response);
  });
  await listen();
});
afterEach(async () => {
  backend.closeAllConnections();
  await new Promise((resolve) => backend.close(resolve));
});

const request = (
  method: string,
  path: string,
  { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
) =>
  new Request(`${origin}${path}`, {
    method,
    headers: { host: "localhost:3000", ...headers },
    ...(body === undefined ? {} : { body }),
  });
const fromPage = { origin, "sec-fetch-site": "same-origin" };
const sendJson = { ...fromPage, "content-type": "application/json" };
const visited = JSON.stringify({ event: "visited", lesson: "les-conteneurs/un-noyau" });
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");

async function newGuest(): Promise<string> {
  const response = await postProgress(
    request("POST", "/api/progress", { body: visited, headers: sendJson }),
  );
  expect(response.status).toBe(200);
  return cookieOf(response);
}
async function codeOf(response: Response): Promise<string> {
  return errorBodySchema.parse(await response.json()).error.code;
}

describe("a newcomer", () => {
  it("sees an empty site without an account being made", async () => {
    const before = await (await database()).user.count();
    expect(await (await getProgress(request("GET", "/api/progress"))).json()).toEqual(nobodys);
    const view = await getWorkspace(request("GET", "/api/workspace"));
    expect(await view.json()).toEqual({ state: "none", filesKept: false, stopped: null });
    expect(view.headers.getSetCookie()).toEqual([]);
    expect(view.headers.get("cache-control")).toBe("no-store");
    expect(await (await database()).user.count()).toBe(before);
    expect(asked).toEqual([]);
  });

  it("becomes a guest by opening the terminal, and is the same one ever after", async () => {
    const opened = await openWorkspace(request("POST", "/api/workspace", { headers: fromPage }));
    expect(opened.status).toBe(200);
    const cookie = cookieOf(opened);
    const [first] = asked;
    expect(first).toMatchObject({ method: "PUT", body: JSON.stringify({ quota: {} }) });
    const again = await openWorkspace(
      request("POST", "/api/workspace", { headers: { ...fromPage, cookie } }),
    );
    expect(again.headers.getSetCookie()).toEqual([]);
    expect(asked[1]?.url).toBe(first?.url);
    expect(first?.url).toMatch(/^\/v1\/owners\/[A-Za-z0-9]{32}\/workspace$/);
  });

  it("cannot reach what needs a workspace", async () => {
    const params = Promise.resolve({ id: "1" });
    const answers = await Promise.all([
      extend(request("POST", "/api/workspace/extend", { headers: fromPage })),
      removeWorkspace(request("DELETE", "/api/workspace", { headers: fromPage })),
      openTerminal(
        request("POST", "/api/workspace/terminals", {
          headers: sendJson,
          body: '{"cols":80,"rows":24}',
        }),
      ),
      closeTerminal(request("DELETE", "/api/workspace/terminals/1", { headers: fromPage }), {
        params,
      }),
      getEvents(request("GET", "/api/workspace/events")),
      getEngine(request("GET", "/api/workspace/engine")),
      inspectObject(request("GET", "/api/workspace/engine/container/web"), {
        params: Promise.resolve({ kind: "container", wanted: "web" }),
      }),
    ]);
    for (const response of answers) {
      expect(response.status).toBe(401);
      expect(await codeOf(response)).toBe("not_signed_in");
    }
    expect(asked).toEqual([]);
  });
});

describe("two learners", () => {
  it("each have their own progress and their own workspace, whatever they send", async () => {
    const [ada, bob] = [await newGuest(), await newGuest()];
    await postProgress(
      request("POST", "/api/progress", {
        headers: { ...sendJson, cookie: ada },
        body: JSON.stringify({ event: "command", lesson: "les-conteneurs/un-noyau", index: 2 }),
      }),
    );
    const progressOf = async (cookie: string) =>
      (await getProgress(request("GET", "/api/progress", { headers: { cookie } }))).json();
    expect((await progressOf(ada)).lessons["les-conteneurs/un-noyau"].commandsRun).toEqual([2]);
    expect((await progressOf(bob)).lessons["les-conteneurs/un-noyau"].commandsRun).toEqual([]);
    for (const cookie of [ada, bob]) {
      await getWorkspace(
        request("GET", "/api/workspace?owner=x", { headers: { cookie, owner: "x" } }),
      );
    }
    expect(new Set(asked.map((each) => each.url)).size).toBe(2);
  });
});

describe("a request from another site", () => {
  const foreign: Record<string, string>[] = [
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:3001" },
    { origin: "https://localhost:3000" },
    { origin, "sec-fetch-site": "cross-site" },
    { origin, "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    {},
  ];
  it.each(foreign)("changes nothing: %j", async (headers) => {
    const cookie = await newGuest();
    const before = await (await database()).user.count();
    const sent = { "content-type": "application/json", cookie, ...headers };
    const params = Promise.resolve({ id: "1" });
    const answers = [
      await postProgress(request("POST", "/api/progress", { headers: sent, body: visited })),
      await openWorkspace(request("POST", "/api/workspace", { headers: sent })),
      await removeWorkspace(request("DELETE", "/api/workspace?files=remove", { headers: sent })),
      await extend(request("POST", "/api/workspace/extend", { headers: sent })),
      await openTerminal(
        request("POST", "/api/workspace/terminals", { headers: sent, body: "{}" }),
      ),
      await closeTerminal(request("DELETE", "/api/workspace/terminals/1", { headers: sent }), {
        params,
      }),
      await authPost(request("POST", "/api/auth/sign-out", { headers: sent, body: "{}" })),
    ];
    for (const response of answers) {
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    expect(asked).toEqual([]);
    expect(await (await database()).user.count()).toBe(before);
  });
});

describe("a flood", () => {
  it("from one address is held back, and no other address feels it", async () => {
    const from = (address: string) =>
      postProgress(
        request("POST", "/api/progress", {
          headers: { ...sendJson, "x-escale-client": address },
          body: "{}",
        }),
      );
    const statuses = new Set<number>();
    for (let n = 0; n < 1_500 && !statuses.has(429); n++) {
      statuses.add((await from("192.0.2.1")).status);
    }
    expect([...statuses]).toEqual([400, 429]);
    expect((await from("192.0.2.2")).status).toBe(400);
  });
});

describe("a body", () => {
  const post = (body: string, type = "application/json") =>
    postProgress(
      request("POST", "/api/progress", { body, headers: { ...fromPage, "content-type": type } }),
    );

  it.each([
    ["a form's", visited, "application/x-www-form-urlencoded"],
    ["text/plain", visited, "text/plain"],
    ["JSON by another name", visited, "text/plain; application/json"],
    ["not JSON", "{", "application/json"],
    ["an array", `[${visited}]`, "application/json"],
    ["two documents", `${visited}${visited}`, "application/json"],
    ["an unknown field", visited.replace("{", '{"owner":"x",'), "application/json"],
    ["a path for a lesson", visited.replace("un-noyau", "../../etc"), "application/json"],
    ["NUL in a lesson", visited.replace("un-noyau", "un\\u0000"), "application/json"],
    ["16 KiB too long", visited + " ".repeat(17_000), "application/json"],
    ["depth without end", "[".repeat(8_000), "application/json"],
  ])("that is %s is refused, in French, and makes no account", async (_name, body, type) => {
    const before = await (await database()).user.count();
    const response = await post(body, type);
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe("bad_request");
    expect(await (await database()).user.count()).toBe(before);
  });

  it("that comes without a length is cut off all the same", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
    });
    const init = {
      method: "POST",
      body: endless,
      // Required by fetch for a stream; not yet in the types of the DOM.
      duplex: "half",
      headers: { host: "localhost:3000", ...sendJson },
    };
    const response = await postProgress(new Request(`${origin}/api/progress`, init));
    expect(response.status).toBe(400);
    expect(sent).toBeLessThan(64 * 1024);
  });

  it("for a terminal's size outside what a screen can be is refused", async () => {
    const cookie = await newGuest();
    for (const size of [
      '{"cols":0,"rows":0}',
      '{"cols":10000,"rows":24}',
      '{"cols":80.5,"rows":24}',
    ]) {
      const response = await openTerminal(
        request("POST", "/api/workspace/terminals", {
          headers: { ...sendJson, cookie },
          body: size,
        }),
      );
      expect(response.status).toBe(400);
    }
    expect(asked).toEqual([]);
  });
});

describe("a terminal's number", () => {
  it.each(["0", "-1", "1.5", "01", "10000", "1/../2", "%31", "NaN", "1 "])(
    "%s closes nothing",
    async (id) => {
      const cookie = await newGuest();
      const response = await closeTerminal(
        request("DELETE", "/api/workspace/terminals/x", { headers: { ...fromPage, cookie } }),
        { params: Promise.resolve({ id }) },
      );
      expect(response.status).toBe(404);
      expect(asked).toEqual([]);
    },
  );
});

describe("the backend's answers", () => {
  it("pass on what it says in French, with its status", async () => {
    answerWith = answerJson(new EscaleError("disk_full", "Le disque est plein.").toBody(), 507);
    const cookie = await newGuest();
    const response = await openWorkspace(
      request("POST", "/api/workspace", { headers: { ...fromPage, cookie } }),
    );
    expect(response.status).toBe(507);
    expect(await response.json()).toEqual({
      error: { code: "disk_full", message: "Le disque est plein." },
    });
  });

  it.each([
    ["not JSON", (_: IncomingMessage, response: ServerResponse) => void response.end("<html>")],
    ["of another shape", answerJson({ state: "surprise" })],
    ["an unknown error", answerJson({ error: { code: "x", message: "secret path" } }, 500)],
    [
      "endless",
      (_: IncomingMessage, response: ServerResponse) => void response.end("x".repeat(2e6)),
    ],
  ])("are not passed on when %s", async (_name, answer) => {
    answerWith = answer;
    const cookie = await newGuest();
    const response = await getWorkspace(request("GET", "/api/workspace", { headers: { cookie } }));
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain("secret");
    expect(text).toContain("inattendue");
  });

  it("are missing when it is down, or hangs up: said in French, and it is well again after", async () => {
    const cookie = await newGuest();
    const look = () => getWorkspace(request("GET", "/api/workspace", { headers: { cookie } }));
    answerWith = (incoming) => incoming.socket.destroy();
    expect(await codeOf(await look())).toBe("backend_unavailable");
    backend.closeAllConnections();
    await new Promise((resolve) => backend.close(resolve));
    const down = await look();
    expect(down.status).toBe(503);
    expect(await codeOf(down)).toBe("backend_unavailable");
    answerWith = answerJson(none);
    await listen();
    expect((await look()).status).toBe(200);
  });
});

describe("the engine", () => {
  const inspected = (cookie: string, kind: string, wanted: string) =>
    inspectObject(
      request("GET", `/api/workspace/engine/${kind}/${wanted}`, { headers: { cookie } }),
      { params: Promise.resolve({ kind, wanted }) },
    );

  it("is inspected object by object, of the session's owner alone", async () => {
    const cookie = await newGuest();
    answerWith = answerJson({ Name: "/web" });
    const response = await inspected(cookie, "container", "web");
    expect(await response.json()).toEqual({ Name: "/web" });
    expect(asked.at(-1)?.url).toMatch(/^\/v1\/owners\/[^/]+\/workspace\/engine\/container\/web$/);
  });

  it.each([
    ["container", "../../other/workspace"],
    ["container", "a/b"],
    ["container", "a%2fb"],
    ["container", "web?x=1"],
    ["container", ""],
    ["swarm", "x"],
  ])("an address that is none is refused before the backend: %s %s", async (kind, wanted) => {
    const cookie = await newGuest();
    const response = await inspected(cookie, kind, wanted);
    expect(response.status).toBe(400);
    expect(asked).toEqual([]);
  });

  it("is said to be away, as an event, when the backend does not answer", async () => {
    const cookie = await newGuest();
    backend.closeAllConnections();
    await new Promise((resolve) => backend.close(resolve));
    const response = await getEngine(
      request("GET", "/api/workspace/engine", { headers: { cookie } }),
    );
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('data: {"kind":"away"}');
    await listen();
  });
});

describe("events", () => {
  const follow = (cookie: string, signal = new AbortController().signal) =>
    getEvents(
      new Request(`${origin}/api/workspace/events`, {
        headers: { host: "localhost:3000", cookie },
        signal,
      }),
    );

  it("come through as they are written, and the backend is let go when the page leaves", async () => {
    const cookie = await newGuest();
    let stream: ServerResponse | undefined;
    const left = new Promise<void>((resolve) => {
      answerWith = (_request, response) => {
        stream = response;
        response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
        response.on("close", resolve);
      };
    });
    const leave = new AbortController();
    const response = await follow(cookie, leave.signal);
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(response.headers.get("cache-control")).toContain("no-transform");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe("retry: 2000\n\n");
    stream?.write("data: 1\n\n");
    expect((await reader?.read())?.value).toBe("data: 1\n\n");
    stream?.write("data: 2\n\n");
    expect((await reader?.read())?.value).toBe("data: 2\n\n");
    leave.abort();
    await left;
  });

  it("end when the backend dies in the middle, so that the page asks again", async () => {
    const cookie = await newGuest();
    answerWith = (incoming, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write("data: 1\n\n");
      setTimeout(() => incoming.socket.destroy(), 20);
    };
    expect(await (await follow(cookie)).text()).toBe("retry: 2000\n\ndata: 1\n\n");
  });

  it("say that the backend is away as an event, since an EventSource gives up on a 503", async () => {
    const cookie = await newGuest();
    backend.closeAllConnections();
    await new Promise((resolve) => backend.close(resolve));
    const response = await follow(cookie);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(
      /^retry: 2000\ndata: \{"state":"unavailable","code":"backend_unavailable",/,
    );
    await listen();
  });
});

describe("signing out", () => {
  it("ends the session at once, everywhere", async () => {
    const cookie = await newGuest();
    const response = await authPost(
      request("POST", "/api/auth/sign-out", { headers: { ...sendJson, cookie }, body: "{}" }),
    );
    expect(response.status).toBe(200);
    expect(
      await (await getProgress(request("GET", "/api/progress", { headers: { cookie } }))).json(),
    ).toEqual(nobodys);
  });

  it("is all that the auth endpoints offer", async () => {
    const cookie = await newGuest();
    for (const path of [
      "sign-in/anonymous",
      "sign-out/../get-session",
      "update-user",
      "list-sessions",
    ]) {
      const response = await authPost(
        request("POST", `/api/auth/${path}`, { headers: { ...sendJson, cookie }, body: "{}" }),
      );
      expect(response.status).toBe(404);
    }
  });
});
