/** Files through the backend's API, in homes of workspaces that run. */
import { execFileSync } from "node:child_process";
import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorBodySchema } from "@/lib/protocol/errors";
import {
  changesSchema,
  fileHeaders,
  fileStateSchema,
  folderListSchema,
  maxUploadBytes,
} from "@/lib/protocol/files";
import { workstationName } from "../engine/ownership";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
let workspace: string;
beforeAll(async () => {
  backend = new TestBackend();
  await backend.start();
  ({ id: workspace } = await backend.open("alice"));
  await backend.open("bob");
});
afterAll(() => backend.destroy());

const base = (owner: string) => `/v1/owners/${owner}/workspace/files`;
const at = (owner: string, what: string, query: Record<string, string>) =>
  `${base(owner)}${what}?${new URLSearchParams(query)}`;
const binary = { "content-type": "application/octet-stream" };
const put = (owner: string, path: string, expected: string, content: string | Buffer) =>
  backend.call("PUT", at(owner, "/content", { path, expected }), content, binary);
const codeOf = (text: string) => errorBodySchema.parse(JSON.parse(text)).error.code;
const namesOf = async (owner: string) => {
  const { text } = await backend.call("GET", at(owner, "", { path: "" }));
  return folderListSchema.parse(JSON.parse(text)).entries.map(({ name }) => name);
};

/** As the learner's own shell would. */
const inWorkstation = (line: string) =>
  execFileSync("docker", [
    ...[
      "-H",
      process.env.ESCALE_DOCKER_HOST ?? "",
      "exec",
      "-u",
      "1000",
      workstationName(workspace),
    ],
    ...["sh", "-c", `cd /home/apprenant; ${line}`],
  ]).toString();

test("what the editor writes the shell reads and owns, and the other way round", async () => {
  const written = await put("alice", "site/é.txt", "none", "bonjour\n");
  expect(written.status).toBe(200);
  const { version } = fileStateSchema.parse(JSON.parse(written.text));
  expect(inWorkstation("cat site/é.txt; stat -c %U:%G:%a site site/é.txt")).toBe(
    "bonjour\napprenant:apprenant:755\napprenant:apprenant:644\n",
  );
  inWorkstation("echo bonsoir > site/é.txt");
  const read = await backend.call("GET", at("alice", "/content", { path: "site/é.txt" }));
  expect(read.text).toBe("bonsoir\n");
  expect(read.headers[fileHeaders.version]).not.toBe(version);
  const lost = await put("alice", "site/é.txt", version, "perdu");
  expect([lost.status, codeOf(lost.text)]).toEqual([409, "file_changed"]);
});

test("B has other files, whatever path B asks for", async () => {
  await put("alice", "secret", "none", "a-only");
  expect(await namesOf("bob")).not.toContain("secret");
  for (const path of ["secret", `../../${workspace}/home/secret`, `${workspace}/home/secret`]) {
    const answer = await backend.call("GET", at("bob", "/content", { path }));
    expect([400, 404], path).toContain(answer.status);
    expect(answer.text).not.toContain("a-only");
  }
  const nobody = await backend.call("GET", at("carol", "", { path: "" }));
  expect([nobody.status, codeOf(nobody.text)]).toEqual([409, "no_workspace"]);
});

test("links that a learner makes in the workstation lead nowhere", async () => {
  inWorkstation("ln -s /etc l; ln -s /proc/1/root r; ln -s /run/escale/docker.sock s");
  for (const path of ["l/passwd", "r/etc/passwd", "s", "l"]) {
    const read = await backend.call("GET", at("alice", "/content", { path }));
    expect([path, read.status, codeOf(read.text)]).toEqual([path, 403, "forbidden"]);
    expect((await put("alice", path, "any", "x")).status).toBe(403);
  }
});

test("an upload beyond the bound is refused while it comes, and the backend goes on", async () => {
  const answer = await put("alice", "bomb", "none", Buffer.alloc(maxUploadBytes + 1));
  expect([answer.status, codeOf(answer.text)]).toEqual([413, "payload_too_large"]);
  expect(await namesOf("alice")).not.toContain("bomb");
  const most = await put("alice", "large", "none", Buffer.alloc(maxUploadBytes));
  expect(most.status).toBe(200);
});

test("a refusal arrives while the content still comes, and the connection goes on", async () => {
  await put("alice", "taken", "none", "a-only");
  const socket = connect(backend.paths.backendSocket);
  let heard = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    heard += text;
  });
  const target = at("alice", "/content", { path: "taken", expected: "none" });
  socket.write(
    `PUT ${target} HTTP/1.1\r\nhost: backend\r\ncontent-type: application/octet-stream\r\n` +
      "transfer-encoding: chunked\r\n\r\n3\r\nnew\r\n",
  );
  await expect.poll(() => heard).toContain("already_exists");
  expect(heard).toMatch(/^HTTP\/1.1 409 /);
  const piece = "x".repeat(64 * 1024);
  for (let n = 0; n < 32; n++) socket.write(`10000\r\n${piece}\r\n`);
  socket.write("0\r\n\r\n");
  socket.write(
    `GET ${at("alice", "/content", { path: "taken" })} HTTP/1.1\r\nhost: backend\r\n\r\n`,
  );
  await expect.poll(() => heard).toContain("a-only");
  socket.destroy();
});

test("requests that are not understood are refused", async () => {
  for (const [method, path, body, type] of [
    ["GET", base("alice")],
    ["GET", at("alice", "", { path: "..", x: "" })],
    ["GET", `${at("alice", "/content", { path: "a" })}&path=b`],
    ["GET", at("alice", "/content", { path: "" })],
    ["DELETE", at("alice", "", { path: "" })],
    ["PUT", at("alice", "/content", { path: "a" }), "x", binary],
    ["PUT", at("alice", "/content", { path: "a", expected: "x" }), "x", binary],
    [
      "PUT",
      at("alice", "/content", { path: "a", expected: "any" }),
      "x",
      { "content-type": "text/plain" },
    ],
    ["POST", `${base("alice")}/folders`, '{"path":"a/../b"}'],
    ["POST", `${base("alice")}/moves`, '{"from":"a","to":"/etc/x"}'],
    ["POST", `${base("alice")}/moves`, '{"from":"a"}'],
    ["GET", at("alice", "/changes", { folders: "[]" })],
    ["GET", at("alice", "/changes", { folders: '["../.."]' })],
    ["GET", at("alice", "/changes", { folders: JSON.stringify(Array(41).fill("")) })],
  ] as const) {
    const answer = await backend.call(method, path, body, type);
    expect([path, answer.status, codeOf(answer.text)]).toEqual([path, 400, "bad_request"]);
  }
});

test("the stream of changes tells what the shell does, and ends with its reader", async () => {
  const told: string[] = [];
  const sent = request({
    socketPath: backend.paths.backendSocket,
    path: at("alice", "/changes", { folders: JSON.stringify(["", "site"]) }),
    agent: false,
  });
  const watching = new Promise<void>((resolve) =>
    sent.on("response", (response) => {
      response.setEncoding("utf8");
      response.on("error", () => undefined);
      response.on("data", (chunk: string) => {
        resolve();
        for (const [, data] of chunk.matchAll(/^data: (.*)$/gm))
          told.push(...changesSchema.parse(JSON.parse(data ?? "")).folders);
      });
    }),
  );
  sent.on("error", () => undefined).end();
  await watching;
  inWorkstation("mkdir -p site/deep; echo x > site/x");
  await expect.poll(() => told).toContain("site");
  sent.destroy();
});
