/** The routes on files through their real handlers; the backend is a small server that notes. */
import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { dirname } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { auth } from "@/lib/auth/auth";
import { createGuest } from "@/lib/auth/session";
import { testSiteData } from "@/lib/db/testing";
import { errorBodySchema } from "@/lib/protocol/errors";
import { fileHeaders } from "@/lib/protocol/files";
import { runtime } from "@/lib/runtime/settings";
import { GET as changes } from "./workspace/files/changes/route";
import { GET as read, POST as write } from "./workspace/files/content/route";
import { GET as download } from "./workspace/files/download/route";
import { POST as makeFolder } from "./workspace/files/folders/route";
import { POST as move } from "./workspace/files/moves/route";
import { GET as list, DELETE as remove } from "./workspace/files/route";

vi.setConfig({ testTimeout: 20_000 });

const origin = "http://localhost:3000";
const version = "0123456789abcdef".repeat(2);
let backend: Server;
let asked: string[];
let cookie: string;

testSiteData();
beforeAll(async () => {
  mkdirSync(dirname(runtime().paths.backendSocket), { recursive: true });
  const { setCookies } = await createGuest(new Headers({ host: "localhost:3000" }), auth);
  cookie = setCookies.map((each) => each.split(";")[0]).join("; ");
}, 60_000);
beforeEach(async () => {
  asked = [];
  backend = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const url = new URL(request.url ?? "", "http://backend");
    asked.push(`${request.method} ${url.pathname.replace(/^.*\/files/, "")} ${body}`);
    if (request.method === "PUT")
      response.end(JSON.stringify({ version, size: body.length, modified: 1 }));
    else if (url.pathname.endsWith("/files") && request.method === "GET")
      response.end(JSON.stringify({ entries: [], more: false, unnamed: 0 }));
    else {
      response.setHeader(fileHeaders.version, version);
      response.setHeader(fileHeaders.modified, "1");
      response.end("<script>alert(1)</script>");
    }
  });
  await new Promise<void>((done) => backend.listen(runtime().paths.backendSocket, done));
});
afterEach(async () => {
  backend.closeAllConnections();
  await new Promise((done) => backend.close(done));
});

const fromPage = { origin, "sec-fetch-site": "same-origin" };
const octets = { "content-type": "application/octet-stream" };
const asJson = { "content-type": "application/json" };
type Handler = (request: Request) => Promise<Response>;

/** Every route with a request that is right but for what a test changes. */
const requests: Record<string, [Handler, string, string, string?, Record<string, string>?]> = {
  list: [list, "GET", "?path="],
  remove: [remove, "DELETE", "?path=a"],
  read: [read, "GET", "/content?path=a"],
  write: [write, "POST", "/content?path=a&expected=any", "text", octets],
  download: [download, "GET", "/download?path=a"],
  makeFolder: [makeFolder, "POST", "/folders", '{"path":"a"}', asJson],
  move: [move, "POST", "/moves", '{"from":"a","to":"b"}', asJson],
  changes: [changes, "GET", `/changes?folders=${encodeURIComponent('[""]')}`],
};

function ask(name: string, headers: Record<string, string>, query?: string): Promise<Response> {
  const [handler, method, path, body, own] = requests[name] ?? [list, "GET", ""];
  return handler(
    new Request(`${origin}/api/workspace/files${query ?? path}`, {
      method,
      headers: { host: "localhost:3000", ...own, ...headers },
      ...(body === undefined ? {} : { body }),
    }),
  );
}
const codeOf = async (response: Response) =>
  errorBodySchema.parse(await response.json()).error.code;

it.each(Object.keys(requests))("%s works for who is signed in", async (name) => {
  const response = await ask(name, { ...fromPage, cookie });
  expect(response.status).toBeLessThan(300);
  await response.text();
  expect(asked).toHaveLength(1);
});

it.each(Object.keys(requests))("%s needs a session", async (name) => {
  const response = await ask(name, fromPage);
  expect(await codeOf(response)).toBe("not_signed_in");
  expect(asked).toEqual([]);
});

it.each(Object.keys(requests))("%s is refused to another site's page", async (name) => {
  for (const headers of [
    { origin: "http://evil.example", "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ]) {
    const response = await ask(name, { ...headers, cookie });
    expect(await codeOf(response)).toBe("forbidden");
  }
  expect(asked).toEqual([]);
});

it.each(["list", "read", "write", "remove", "download"])(
  "%s takes no path but a plain one, once",
  async (name) => {
    const what =
      name === "read" || name === "write" ? "/content" : name === "download" ? "/download" : "";
    const more = name === "write" ? "&expected=any" : "";
    for (const path of ["..", "%2Fetc", "a%0Ab", "a%00b", "a%2F..%2Fb", "a&path=b", "a&x=1"]) {
      const response = await ask(name, { ...fromPage, cookie }, `${what}?path=${path}${more}`);
      expect([path, await codeOf(response)]).toEqual([path, "bad_request"]);
    }
    expect(asked).toEqual([]);
  },
);

it("content goes through as it is, and nothing that a form could send is content", async () => {
  const sent = await ask("write", { ...fromPage, cookie });
  expect(await sent.json()).toEqual({ version, size: 4, modified: 1 });
  expect(asked).toEqual(["PUT /content text"]);
  for (const type of ["text/plain", "multipart/form-data", "application/octet-stream; a=b"]) {
    const response = await ask("write", { ...fromPage, cookie, "content-type": type });
    expect(await codeOf(response)).toBe("bad_request");
  }
});

it("what a learner wrote is never shown nor run by a browser that opens its address", async () => {
  for (const [name, query] of [
    ["read", "/content?path=a.html"],
    ["download", `/download?path=${encodeURIComponent(`é"'.html`)}`],
  ] as const) {
    const response = await ask(name, { "sec-fetch-site": "none", cookie }, query);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment($|; filename\*=UTF-8''%C3%A9%22%27\.html\.tar\.gz$|; filename\*=UTF-8''%C3%A9%22%27\.html$)/,
    );
    expect(await response.text()).toBe("<script>alert(1)</script>");
  }
});

it("one person's requests are bounded", async () => {
  // all at once: one after the other, a busy machine may be slower than what is allowed
  const asked = Array.from({ length: 600 }, () => ask("list", { ...fromPage, cookie }));
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  expect(statuses).toContain(200);
  expect(statuses).toContain(429);
});
