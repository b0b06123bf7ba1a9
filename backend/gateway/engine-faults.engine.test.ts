/** Mistakes that the engine calls its own are told as the request's, in the engine's words. */

import { buffer } from "node:stream/consumers";
import tar from "tar-stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, type TestTenant } from "./testing";

let bench: Bench;
let a: TestTenant;

beforeAll(async () => {
  bench = await openBench({ containers: 10 });
  a = bench.a;
  await a.ok("run", "-d", "--name", "box", "--read-only", "busybox", "sleep", "3600");
});
afterAll(() => bench.close());

/** A tar of one member. */
function tarOf(header: Parameters<tar.Pack["entry"]>[0]): Promise<Buffer> {
  const pack = tar.pack();
  pack.entry(header, "");
  pack.finalize();
  return buffer(pack);
}
const isTar = { "Content-Type": "application/x-tar" };

test("what was asked of the wrong state", async () => {
  expect(await a.http("POST", "/containers/box/unpause")).toMatchObject({
    status: 409,
    message: expect.stringContaining("is not paused"),
  });
  await a.ok("network", "create", "autre");
  expect(await a.http("POST", "/networks/autre/disconnect", { Container: "box" })).toMatchObject({
    status: 409,
    message: expect.stringContaining("is not connected"),
  });
  const made = await a.http("POST", "/containers/box/exec", { Cmd: ["true"], AttachStdout: true });
  const { Id }: { Id: string } = JSON.parse(made.text);
  expect(await a.http("POST", `/exec/${Id}/resize?h=20&w=60`)).toMatchObject({
    status: 409,
    message: "timeout waiting for exec session ready",
  });
}, 30_000);

test("values that the engine takes and the kernel or the container does not", async () => {
  expect(await a.http("POST", "/containers/box/kill?signal=99")).toMatchObject({
    status: 400,
    message: expect.stringContaining("signal"),
  });
  await a.ok("create", "--name", "qui", "--user", "zoe", "busybox");
  expect(await a.http("POST", "/containers/qui/start")).toMatchObject({
    status: 400,
    message: expect.stringContaining("unable to find user zoe"),
  });
  await a.ok("create", "--name", "ou", "-v", "vol:/bin/sh", "busybox").catch(() => undefined);
  const started = await a.http("POST", "/containers/ou/start");
  expect(started.status).toBeGreaterThanOrEqual(400);
  expect(started.status).toBeLessThan(500);
});

test("paths that no file system has", async () => {
  for (const path of ["x".repeat(256), "/etc/passwd/dessous"]) {
    for (const method of ["GET", "HEAD"]) {
      const asked = await a.http(method, `/containers/box/archive?path=${path}`);
      expect([400, 404], `${method} ${path}`).toContain(asked.status);
    }
    const put = await a.http(
      "PUT",
      `/containers/box/archive?path=${path}`,
      await tarOf({ name: "f" }),
      isTar,
    );
    expect([400, 404], `PUT ${path}`).toContain(put.status);
  }
  await a.ok("exec", "box", "true");
});

test("archives that cannot be unpacked there", async () => {
  const readOnly = await a.http(
    "PUT",
    "/containers/box/archive?path=/tmp",
    await tarOf({ name: "f" }),
    isTar,
  );
  expect(readOnly).toMatchObject({ status: 403, message: expect.stringContaining("read-only") });
  await a.ok("create", "--name", "autre", "busybox");
  const odd = await a.http(
    "PUT",
    "/containers/autre/archive?path=/",
    await tarOf({ name: "l", type: "link", linkname: "absent" }),
    isTar,
  );
  expect(odd).toMatchObject({ status: 400, message: expect.stringContaining("tar") });
  const notAFolder = await a.http(
    "PUT",
    "/containers/autre/archive?path=/etc/passwd",
    await tarOf({ name: "f" }),
    isTar,
  );
  expect(notAFolder.status).toBe(400);
});
