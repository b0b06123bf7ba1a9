/** What the API refuses, and how. */
import { statSync } from "node:fs";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { errorBodySchema } from "@/lib/protocol/errors";
import { metricsSchema } from "@/lib/protocol/health";
import { closeCodes } from "@/lib/protocol/terminal-frames";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
beforeAll(async () => {
  backend = new TestBackend();
  await backend.start();
});
afterAll(() => backend.destroy());

const workspace = "/v1/owners/alice/workspace";
const big = Buffer.alloc(200_000, "x");

test.each([
  ["an owner with a dot", "GET", "/v1/owners/a.b/workspace", undefined, 400, "bad_request"],
  [
    "an owner of 65 letters",
    "GET",
    `/v1/owners/${"a".repeat(65)}/workspace`,
    undefined,
    400,
    "bad_request",
  ],
  ["an owner that climbs", "PUT", "/v1/owners/../workspace", undefined, 400, "bad_request"],
  ["an encoded slash", "PUT", "/v1/owners/a%2fb/workspace", undefined, 400, "bad_request"],
  ["an unknown path", "GET", "/v1/nothing", undefined, 404, "not_found"],
  ["a wrong method", "PATCH", workspace, undefined, 405, "method_not_allowed"],
  ["an unknown query", "GET", `${workspace}?x=1`, undefined, 400, "bad_request"],
  [
    "a query given twice",
    "DELETE",
    `${workspace}?files=keep&files=remove`,
    undefined,
    400,
    "bad_request",
  ],
  ["a value that is none", "DELETE", `${workspace}?files=all`, undefined, 400, "bad_request"],
  ["a body where none belongs", "PUT", workspace, "{}", 400, "bad_request"],
  ["no body", "POST", `${workspace}/terminals`, undefined, 400, "bad_request"],
  ["cut JSON", "POST", `${workspace}/terminals`, '{"cols":', 400, "bad_request"],
  [
    "an unknown field",
    "POST",
    `${workspace}/terminals`,
    '{"cols":80,"rows":24,"x":1}',
    400,
    "bad_request",
  ],
  [
    "a terminal of 0 columns",
    "POST",
    `${workspace}/terminals`,
    '{"cols":0,"rows":24}',
    400,
    "bad_request",
  ],
  ["a body too large", "POST", `${workspace}/terminals`, big, 413, "payload_too_large"],
  [
    "a terminal without workspace",
    "POST",
    `${workspace}/terminals`,
    '{"cols":80,"rows":24}',
    409,
    "no_workspace",
  ],
  ["to extend nothing", "POST", `${workspace}/extend`, undefined, 409, "no_workspace"],
  [
    "a terminal that is no number",
    "DELETE",
    `${workspace}/terminals/x`,
    undefined,
    400,
    "bad_request",
  ],
] as const)("refused: %s", async (_what, method, path, body, status, code) => {
  const answer = await backend.call(method, path, body);
  expect(answer.status).toBe(status);
  expect(errorBodySchema.parse(JSON.parse(answer.text)).error.code).toBe(code);
});

test("a wrong method is told which ones there are", async () => {
  expect((await backend.call("PATCH", workspace)).headers.allow).toBe("PUT, GET, DELETE");
});

test("a body of another type is refused", async () => {
  const answer = await backend.call("POST", `${workspace}/terminals`, '{"cols":80,"rows":24}', {
    "content-type": "text/plain",
  });
  expect(answer.status).toBe(400);
});

test("a body without end is cut off, not collected", async () => {
  const socket = connect(backend.paths.backendSocket);
  socket.write(
    `POST ${workspace}/terminals HTTP/1.1\r\nhost: b\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
  let sent = 0;
  socket.on("error", () => {
    // the server may hang up while we still write
  });
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  const writing = setInterval(() => {
    sent += chunk.length;
    socket.write(chunk);
  }, 1);
  await closed;
  clearInterval(writing);
  expect(sent).toBeLessThan(1024 ** 2);
  expect((await backend.call("GET", "/v1/health")).status).toBe(200);
});

test("the socket of a terminal that is not there is closed with `gone`", async () => {
  const url = `ws+unix:${backend.paths.backendSocket}:${workspace}/terminals/1/socket`;
  const socket = new WebSocket(url);
  const code = await new Promise((resolve) => socket.on("close", resolve));
  expect(code).toBe(closeCodes.gone);
});

test("an upgrade elsewhere is refused", async () => {
  const socket = new WebSocket(`ws+unix:${backend.paths.backendSocket}:/v1/health`);
  const error = await new Promise((resolve) => socket.on("error", resolve));
  expect(String(error)).toContain("404");
});

test("the figures are those of what runs", async () => {
  await backend.call("PUT", workspace);
  const { text } = metricsSchema.parse(JSON.parse((await backend.call("GET", "/v1/metrics")).text));
  expect(text).toContain('escale_workspaces{state="running"} 1');
  expect(text).toMatch(/escale_workspace_open_seconds_count\{from="\w+"\} 1/);
  expect(text).toContain("escale_engine_up 1");
  expect(text).not.toContain("alice");
});

test("only root and the web user's group may open the socket", () => {
  expect(statSync(backend.paths.backendSocket).mode & 0o777).toBe(0o660);
});
