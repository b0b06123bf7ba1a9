/** /metrics through its real handler, on a machine where neither backend nor database answers. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/lib/db/client";
import { forget } from "@/lib/runtime/once";
import { GET } from "./route";

const data = mkdtempSync(join(tmpdir(), "escale-metrics-"));
const token = "a-token-of-the-operator";

beforeAll(() => {
  process.env.ESCALE_DATA = data;
  process.env.ESCALE_LOG_LEVEL = "silent";
  // nobody listens there (RFC 6335: port 1 is tcpmux)
  process.env.DATABASE_URL = "postgresql://127.0.0.1:1/none";
});
afterEach(() => {
  delete process.env.ESCALE_METRICS_TOKEN;
  forget("runtime");
});
afterAll(async () => {
  delete process.env.DATABASE_URL;
  await closeDatabase();
  rmSync(data, { recursive: true, force: true });
});

const read = (authorization?: string) =>
  GET(new Request("http://localhost/metrics", { headers: authorization ? { authorization } : {} }));

test("with the token: web's figures, and that the backend is away", async () => {
  process.env.ESCALE_METRICS_TOKEN = token;
  const response = await read(`Bearer ${token}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("version=0.0.4");
  const text = await response.text();
  expect(text).toContain("escale_web_process_resident_memory_bytes");
  expect(text).toContain("escale_backend_up 0");
  expect(text).not.toMatch(/^escale_accounts\{/m);
  expect(text).not.toContain(token);
});

test.each([
  ["no token in the settings", undefined, `Bearer ${token}`],
  ["none in the settings, an empty one given", undefined, "Bearer "],
  ["another token", token, "Bearer another-token-of-sixteen"],
  ["no header", token, undefined],
])("not there for strangers: %s", async (_, setting, header) => {
  if (setting !== undefined) process.env.ESCALE_METRICS_TOKEN = setting;
  const response = await read(header);
  expect(response.status).toBe(404);
  expect(await response.text()).not.toContain("escale_");
});
