/** A workspace's disk, filled in every way there is: told, refused, stopped; the neighbour unharmed. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { workstationName } from "../engine/ownership";
import { type Ran, run } from "../gateway/testing";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
afterEach(() => backend.destroy());

const docker = (workspace: WorkspaceId, ...args: string[]): Promise<Ran> =>
  run("docker", ["-H", `unix://${backend.paths.workspace(workspace).dockerSocket}`, ...args]);
const inStation = (workspace: WorkspaceId, script: string) =>
  backend.engine
    .getContainer(workstationName(workspace))
    .exec({ Cmd: ["sh", "-c", script] })
    .then((exec) => exec.start({ Detach: true }));
const state = async (workspace: WorkspaceId, name: string) =>
  (await docker(workspace, "inspect", "-f", "{{.State.Status}}", name)).out.trim();

async function opened(
  env: Record<string, string>,
): Promise<{ id: WorkspaceId; other: WorkspaceId }> {
  backend = new TestBackend({ ESCALE_WORKSPACE_DISK: "64m", ...env });
  await backend.start();
  const [{ id }, { id: other }] = [await backend.open("alice"), await backend.open("bob")];
  expect((await docker(other, "run", "-d", "--name", "web", "busybox", "sleep", "600")).code).toBe(
    0,
  );
  return { id, other };
}

async function neighbourUnharmed(other: WorkspaceId): Promise<void> {
  expect(await state(other, "web")).toBe("running");
  expect((await docker(other, "run", "--rm", "busybox", "echo", "here")).out).toBe("here\n");
}

const writes = (target: string) =>
  `while :; do dd if=/dev/zero of=${target}$((n=n+1)) bs=1M count=8 2>/dev/null || exit; sleep 0.1; done`;

test("a layer and a volume: stopped a tenth above, refused with what takes the room, free after a removal", async () => {
  const { id, other } = await opened({});
  const layer = ["--restart", "always", "--name", "layer", "busybox", "sh", "-c", writes("/f")];
  expect((await docker(id, "run", "-d", ...layer)).code).toBe(0);
  await expect.poll(() => state(id, "layer"), { timeout: 30_000 }).toBe("exited");
  const refused = await docker(id, "create", "busybox");
  expect(refused.err).toContain("Error response from daemon: Disque plein");
  expect(refused.err).toMatch(/sur 64 Mio \(vos conteneurs .* Mio, /);
  expect((await docker(id, "start", "layer")).err).toContain("docker system df -v");
  expect((await docker(id, "commit", "layer")).err).toContain("Disque plein");
  expect(await backend.view("GET", "alice")).toMatchObject({
    diskSpent: { maxBytes: 64 * 1024 ** 2 },
  });
  await neighbourUnharmed(other);

  expect((await docker(id, "rm", "layer")).code).toBe(0);
  const freed = async () => (await docker(id, "create", "busybox")).code;
  await expect.poll(freed, { timeout: 10_000 }).toBe(0);
  expect(await backend.view("GET", "alice")).not.toHaveProperty("diskSpent");

  const volume = ["--name", "volume", "-v", "data:/v", "busybox", "sh", "-c", writes("/v/f")];
  expect(await docker(id, "run", "-d", ...volume)).toMatchObject({ code: 0, err: "" });
  await expect.poll(() => state(id, "volume"), { timeout: 30_000 }).toBe("exited");
  expect((await docker(id, "create", "busybox")).err).toContain("(vos volumes");
});

test("room that the shell makes is told within seconds, without a word to the engine", async () => {
  const { id } = await opened({});
  await inStation(id, "head -c 66M /dev/zero > ~/gros");
  const spent = async () => "diskSpent" in (await backend.view("GET", "alice"));
  await expect.poll(spent, { timeout: 30_000 }).toBe(true);
  await inStation(id, "rm ~/gros");
  await expect.poll(spent, { timeout: 10_000 }).toBe(false);
});

test("tiny files are counted, and a build that writes too much ends", async () => {
  const { id, other } = await opened({ ESCALE_WORKSPACE_FILES: "10000" });
  const context = join(backend.data, "context");
  mkdirSync(context);
  writeFileSync(join(context, "Dockerfile"), `FROM busybox\nRUN ${writes("/f")}\n`);
  const built = await docker(id, "build", context);
  expect(built.code).not.toBe(0);
  // nothing of a step that did not end is left
  const freed = async () => (await docker(id, "create", "busybox")).code;
  await expect.poll(freed, { timeout: 15_000 }).toBe(0);

  const files = "cd /tmp; while :; do : > $((n=n+1)) || exit; done";
  expect(
    (await docker(id, "run", "-d", "--name", "files", "busybox", "sh", "-c", files)).code,
  ).toBe(0);
  await expect.poll(() => state(id, "files"), { timeout: 40_000 }).toBe("exited");
  expect((await docker(id, "create", "busybox")).err).toMatch(/fichiers sur les 10 000 permis/);
  await neighbourUnharmed(other);
});

test("the home: a shell that goes on writing has its workspace stopped, the files kept", async () => {
  const { id, other } = await opened({});
  await inStation(id, `cd; ${writes("f")}`);
  await expect
    .poll(() => backend.view("GET", "alice"), { timeout: 30_000 })
    .toMatchObject({ state: "none", filesKept: true, stopped: { reason: "disk" } });
  expect(existsSync(join(backend.paths.workspace(id).home, "f1"))).toBe(true);
  await neighbourUnharmed(other);
});
