/** Killed at any moment, with SIGKILL, the backend finds its way and leaves no orphan. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { clientFrame, serverFrame } from "@/lib/protocol/terminal-frames";
import { workspaceSummarySchema } from "@/lib/protocol/workspace";
import { workspaceLabel, workstationName } from "../engine/ownership";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
afterEach(() => backend.destroy());

const summaries = async () =>
  z
    .array(workspaceSummarySchema)
    .parse(JSON.parse((await backend.call("GET", "/v1/workspaces")).text));

/** What must hold whenever the backend is at rest. */
async function expectConsistent(): Promise<void> {
  await expect
    .poll(
      async () => {
        const known = (await summaries()).map(({ id }) => id).sort();
        const workstations = (await backend.containers())
          .map(({ workspace, workstation, running }) =>
            workstation && running ? workspace : `stray of ${workspace}`,
          )
          .sort();
        const links = readdirSync(backend.paths.owners);
        return {
          known,
          workstations,
          dangling: links.filter((owner) => !existsSync(join(backend.paths.owners, owner))),
          // a folder is an owner's or a prepared workstation's
          strayFolders:
            readdirSync(backend.paths.workspaces).length -
            links.length -
            (await summaries()).filter(({ owner }) => owner === null).length,
          trash: readdirSync(join(backend.data, "trash")),
        };
      },
      { timeout: 20_000, interval: 100 },
    )
    .toSatisfy(
      (state) =>
        JSON.stringify(state.known) === JSON.stringify(state.workstations) &&
        state.dangling.length === 0 &&
        state.strayFolders === 0 &&
        state.trash.length === 0,
    );
}

test("a kill between any two steps of preparing, claiming, opening, stopping, removing", async () => {
  backend = new TestBackend({ ESCALE_WORKSPACES: "5", ESCALE_PREPARED: "1" });
  await backend.spawn();
  await backend.ready();
  const { id } = await backend.open("keeper");
  const notes = join(backend.paths.workspace(id).home, "notes");
  writeFileSync(notes, "kept");

  for (let round = 0; round < 8; round++) {
    const calls = [
      backend.view("PUT", `guest${round % 3}`),
      backend.view("DELETE", `guest${(round + 1) % 3}`, "?files=remove"),
      backend.view("DELETE", `guest${(round + 2) % 3}`, "?files=keep"),
      backend.view(round % 2 ? "PUT" : "DELETE", "keeper"),
    ];
    const settled = Promise.allSettled(calls);
    await sleep(Math.random() * 500);
    await backend.kill();
    await settled;
    await backend.spawn();
    await backend.ready();
  }
  await expectConsistent();
  expect((await backend.open("keeper")).id).toBe(id);
  expect(readFileSync(notes, "utf8")).toBe("kept");
}, 120_000);

/** A browser on terminal 1: what it was sent so far, and a way to type. */
function browser(): { text(): string; type(text: string): void; close(): void } {
  const socket = new WebSocket(
    `ws+unix:${backend.paths.backendSocket}:/v1/owners/alice/workspace/terminals/1/socket`,
  );
  let text = "";
  socket.on("message", (data: Buffer) => {
    const kind = data[0];
    if (kind === serverFrame.output || kind === serverFrame.snapshot) {
      text += data.subarray(1).toString();
    }
  });
  socket.on("error", () => {
    // the backend is killed in the middle of it
  });
  return {
    text: () => text,
    type: (keys) => socket.send(Buffer.from([clientFrame.input, ...Buffer.from(keys)])),
    close: () => socket.close(),
  };
}

test("a running workspace goes on through a kill, with its screen and its opening time", async () => {
  backend = new TestBackend();
  await backend.spawn();
  await backend.ready();
  const before = await backend.open("alice");
  await backend.call(
    "POST",
    "/v1/owners/alice/workspace/terminals",
    JSON.stringify({ cols: 80, rows: 24 }),
  );
  const first = browser();
  await expect.poll(first.text, { timeout: 5_000 }).toContain("$");
  first.type("quai=$((6 * 7)); echo quai-$quai\r");
  await expect.poll(first.text, { timeout: 5_000 }).toContain("quai-42");

  await backend.kill();
  await backend.spawn();
  await backend.ready();
  expect(await backend.view("GET", "alice")).toMatchObject({
    state: "running",
    id: before.id,
    openedAt: before.openedAt,
    terminals: [{ id: 1, alive: true }],
  });
  const second = browser();
  await expect.poll(second.text, { timeout: 5_000 }).toContain("quai-42");
  second.type("echo encore-$quai\r");
  await expect.poll(second.text, { timeout: 5_000 }).toContain("encore-42");
  second.close();
});

test("what died while the backend was away is cleared away, the learner's containers too", async () => {
  backend = new TestBackend();
  await backend.spawn();
  await backend.ready();
  const { id } = await backend.open("alice");
  await backend.kill();
  await backend.engine.createContainer({
    name: `${id}.web`,
    Image: "escale/catalogue/busybox:latest",
    Labels: { [workspaceLabel]: id },
    HostConfig: { NetworkMode: "none" },
  });
  await backend.engine.getContainer(workstationName(id)).remove({ force: true });
  await backend.spawn();
  await backend.ready();
  await expect
    .poll(() => backend.view("GET", "alice"), { timeout: 5_000 })
    .toMatchObject({ state: "none", filesKept: true, stopped: { reason: "lost" } });
  await expect.poll(() => backend.containers(), { timeout: 5_000 }).toEqual([]);
});

test("SIGTERM ends the backend at once and leaves the workspaces running", async () => {
  backend = new TestBackend({ ESCALE_PREPARED: "1" });
  await backend.spawn();
  await backend.ready();
  await backend.open("alice");
  await expect.poll(async () => (await summaries()).length, { timeout: 10_000 }).toBe(2);
  const began = performance.now();
  expect(await backend.kill("SIGTERM")).toBe(0);
  expect(performance.now() - began).toBeLessThan(3_000);
  expect((await backend.containers()).filter(({ running }) => running).length).toBe(2);
});

test("a second backend over the same data refuses to start", async () => {
  backend = new TestBackend();
  await backend.start();
  await backend.open("alice");
  await backend.spawn();
  expect(await backend.ended()).toBe(1);
  expect((await backend.view("GET", "alice")).state).toBe("running");
});
