/** What a trainer who watches can do to a learner's terminals, and what nobody can. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clientFrame, closeCodes, maxInputBytes } from "@/lib/protocol/terminal-frames";
import { Browser } from "../terminals/testing/browser";
import { pause } from "../terminals/testing/scene";
import { TestBackend } from "../testing/daemon";
import { followEvents } from "../testing/follow-events";
import { keyboardFrame, ownWindow, TestWatch } from "./testing";

let backend: TestBackend;
/** Léa's terminal, and her own window on it */
let terminal: number;
let lea: Browser;
const open: { close(): void }[] = [];

async function newTerminal(owner: string): Promise<number> {
  const path = `/v1/owners/${owner}/workspace/terminals`;
  const { text } = await backend.call("POST", path, '{"cols":80,"rows":24}');
  return JSON.parse(text).id;
}

async function watch(owner = "lea", watcher = "ada"): Promise<TestWatch> {
  const made = new TestWatch(backend, owner, watcher);
  open.push(made);
  await expect.poll(() => made.view).toBeDefined();
  return made;
}

const noticesOf = async (owner = "lea") => {
  const view = await backend.view("GET", owner);
  return view.state === "running" ? (view.watches ?? []) : [];
};

/** Ada asks, and Léa says yes. */
async function share(made: TestWatch): Promise<void> {
  expect((await made.want(true)).status).toBe(204);
  await expect.poll(() => made.keyboard?.state).toBe("asked");
  lea.socket.send(keyboardFrame(true, made.id, made.request));
  await expect.poll(() => made.keyboard?.state).toBe("shared");
}

beforeAll(async () => {
  backend = new TestBackend();
  await backend.start();
  await Promise.all([backend.open("lea"), backend.open("max")]);
});
afterAll(() => backend.destroy());
beforeEach(async () => {
  terminal = await newTerminal("lea");
  lea = await ownWindow(backend, "lea", terminal);
  await lea.see(/\$ $/);
});
afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  await lea.leave();
  await backend.call("DELETE", `/v1/owners/lea/workspace/terminals/${terminal}`);
  await expect.poll(noticesOf).toEqual([]);
});

describe("watching", () => {
  it("shows the past, then the present, in the size of the owner's, who is told by whom", async () => {
    await lea.run("echo avant");
    const ada = await watch();
    expect(await noticesOf()).toMatchObject([{ id: ada.id, name: "Ada Durand" }]);
    expect(ada.view).toMatchObject({ present: true, keyboard: { state: "none" } });
    expect(ada.view?.workspace?.terminals).toContainEqual({ id: terminal, alive: true });
    const screen = ada.look(terminal);
    await screen.see(/avant\r\n/);
    expect(screen.size).toEqual({ cols: 80, rows: 24 });
    await lea.run("echo maintenant");
    await screen.see(/maintenant\r\n/);
    const other = await newTerminal("lea");
    await expect
      .poll(() => ada.view?.workspace?.terminals)
      .toContainEqual({ id: other, alive: true });
    await backend.call("DELETE", `/v1/owners/lea/workspace/terminals/${other}`);
  });

  it("is told of the owner to web too, apart from their workspace's view, until it ends", async () => {
    const told: unknown[] = [];
    const { backendSocket: socketPath } = backend.paths;
    const stream = followEvents({ socketPath, path: "/v1/watches" }, (all) => told.push(all));
    try {
      await expect.poll(() => told.at(-1)).toEqual([]);
      const ada = await watch();
      const other = new TestWatch(backend, "max", "blaise", "Blaise Petit");
      open.push(other);
      await expect
        .poll(() => told.at(-1))
        .toEqual([
          { owner: "lea", names: ["Ada Durand"] },
          { owner: "max", names: ["Blaise Petit"] },
        ]);
      ada.close();
      await expect.poll(() => told.at(-1)).toEqual([{ owner: "max", names: ["Blaise Petit"] }]);
    } finally {
      stream.close();
    }
  });

  it("ends with its request: its terminals are closed, and the owner is told", async () => {
    const ada = await watch();
    const screen = ada.look(terminal);
    await screen.live();
    ada.close();
    expect(await screen.closed).toBe(closeCodes.gone);
    expect(await noticesOf()).toEqual([]);
    expect(await ada.look(terminal).closed).toBe(closeCodes.gone);
  });

  it("of somebody without a workspace waits for one", async () => {
    const ada = await watch("zoe");
    expect(ada.view).toMatchObject({ workspace: null, present: false });
    expect(await ada.look(1).closed).toBe(closeCodes.gone);
    const { id } = await backend.open("zoe");
    await expect.poll(() => ada.view?.workspace?.id).toBe(id);
    expect(await noticesOf("zoe")).toMatchObject([{ name: "Ada Durand" }]);
    await backend.call("DELETE", "/v1/owners/zoe/workspace?files=remove");
    await expect.poll(() => ada.view?.workspace).toBeNull();
  });

  it("by more pages than there are trainers is refused", async () => {
    for (let n = 0; n < 16; n++) await watch();
    const more = new TestWatch(backend, "lea", "ada");
    open.push(more);
    await expect.poll(() => more.status).toBe(429);
  });
});

describe("a watcher's frames", () => {
  it("input goes nowhere without a yes, however it is sent", async () => {
    const ada = await watch();
    const screen = ada.look(terminal);
    screen.socket.on("open", () => screen.type("touch /home/apprenant/trop-tot\r"));
    await screen.live();
    for (let n = 0; n < 20; n++) screen.type(`touch pris${n}\r`);
    screen.type(Buffer.alloc(maxInputBytes, "x"));
    await pause(200);
    expect(await lea.run("ls")).not.toMatch(/pris|trop-tot/);
    await screen.see(/ls/);
  });

  it.each([
    ["a resize", Buffer.of(clientFrame.resize, 0, 20, 0, 5)],
    ["a yes of its own", keyboardFrame(true, "0000000000000000", 1)],
    ["a no", keyboardFrame(false, "0000000000000000", 0)],
    ["an unknown frame", Buffer.of(9)],
    ["an empty frame", Buffer.alloc(0)],
    ["an ack of what was never sent", Buffer.of(clientFrame.ack, 255, 255, 255, 255)],
    ["text", "bonjour"],
  ])("%s ends its connection, and changes nothing", async (_, bytes) => {
    const ada = await watch();
    const screen = ada.look(terminal);
    await screen.live();
    screen.socket.send(bytes);
    expect(await screen.closed).toBe(closeCodes.protocol);
    expect(await lea.run("stty size")).toBe("24 80\n");
  });

  it("input beyond the limit ends its connection, with the keyboard too", async () => {
    const ada = await watch();
    const screen = ada.look(terminal);
    await screen.live();
    await share(ada);
    screen.type(Buffer.alloc(maxInputBytes + 1, "x"));
    expect(await screen.closed).toBe(closeCodes.protocol);
    const huge = ada.look(terminal);
    await huge.live();
    huge.type(Buffer.alloc(1024 * 1024, "x"));
    expect(await huge.closed).not.toBe(1000);
    expect(await lea.run("echo intact")).toBe("intact\n");
  });

  it("the owner's resize is theirs, and followed", async () => {
    const ada = await watch();
    const screen = ada.look(terminal);
    const sizes: Buffer[] = [];
    screen.socket.on("message", (data: Buffer) => {
      if (data.readUInt8(0) === 6) sizes.push(data);
    });
    await screen.live();
    lea.resize(100, 30);
    await expect.poll(() => sizes).toEqual([Buffer.of(6, 0, 100, 0, 30)]);
    expect(await lea.run("stty size")).toBe("30 100\n");
  });
});

describe("another's watch", () => {
  it("is of no use to another account, for another owner, nor by a guess", async () => {
    const ada = await watch();
    const max = await newTerminal("max");
    for (const who of [
      { watcher: "eve" },
      { owner: "max" },
      { watch: "0123456789abcdef" },
      { owner: "nobody" },
    ]) {
      for (const id of [terminal, max]) {
        const screen = ada.look(id, who);
        expect(await screen.closed, JSON.stringify(who)).toBe(closeCodes.gone);
        expect(screen.screen).toBe("");
      }
    }
    expect((await ada.want(true, "eve")).status).toBe(404);
    expect((await noticesOf())[0]?.keyboard.state).toBe("none");
  });

  it.each([
    ["a watch that climbs", "../lea/watches", "ada"],
    ["a watch of capitals", "0123456789ABCDEF", "ada"],
    ["a watcher with a dot", "0123456789abcdef", "a.b"],
  ])("by %s is not understood", async (_, name, watcher) => {
    const ada = await watch();
    const screen = ada.look(terminal, { watch: name, watcher });
    const refused = new Promise((resolve) => screen.socket.on("error", resolve));
    expect(String(await refused)).toMatch(/40[04]/);
  });

  it.each([
    ["nobody", {}],
    ["no name", { watcher: "ada", name: "" }],
    ["a name without end", { watcher: "ada", name: "x".repeat(81) }],
    ["an unknown field", { watcher: "ada", name: "Ada", keyboard: "shared" }],
    ["a watcher that is a path", { watcher: "../ada", name: "Ada" }],
  ])("cannot be begun by %s", async (_, body) => {
    const answer = await backend.call("POST", "/v1/owners/lea/watches", JSON.stringify(body));
    expect(answer.status).toBe(400);
    expect(await noticesOf()).toEqual([]);
  });
});

describe("the keyboard", () => {
  it("is shared by the owner's yes, and both type", async () => {
    const ada = await watch();
    const screen = ada.look(terminal);
    await screen.live();
    await share(ada);
    expect((await noticesOf())[0]?.keyboard.state).toBe("shared");
    screen.type("echo de-la-part-d’Ada\r");
    await lea.see(/de-la-part-d’Ada\r\n/);
    expect(await lea.run("echo de-Léa")).toContain("de-Léa\n");
    // and no other page of hers, nor another trainer's
    const second = await watch("lea", "ada");
    const other = second.look(terminal);
    await other.live();
    other.type("touch sans-accord\r");
    await pause(150);
    expect(await lea.run("ls")).not.toContain("sans-accord");
  });

  it.each([
    [
      "taken back by the owner",
      async (ada: TestWatch) => lea.socket.send(keyboardFrame(false, ada.id, 0)),
    ],
    ["given up by the trainer", async (ada: TestWatch) => void (await ada.want(false))],
  ])("%s is over at once", async (_, stop) => {
    const ada = await watch();
    const screen = ada.look(terminal);
    await screen.live();
    await share(ada);
    await stop(ada);
    await expect.poll(() => ada.keyboard).toEqual({ state: "none", last: "ended" });
    screen.type("touch apres\r");
    // the same yes again is worth nothing
    lea.socket.send(keyboardFrame(true, ada.id, 1));
    await pause(150);
    screen.type("touch encore\r");
    await pause(150);
    expect(ada.keyboard?.state).toBe("none");
    expect(await lea.run("ls")).not.toMatch(/apres|encore/);
  });

  it("is over when the owner's last window is gone, for good", async () => {
    const ada = await watch();
    const screen = ada.look(terminal);
    await screen.live();
    await share(ada);
    await lea.leave();
    await expect
      .poll(() => ada.view)
      .toMatchObject({
        present: false,
        keyboard: { state: "none", last: "ended" },
      });
    screen.type("touch seul\r");
    expect((await ada.want(true)).status).toBe(409);
    lea = await ownWindow(backend, "lea", terminal);
    screen.type("touch seul\r");
    await pause(150);
    expect(await lea.run("ls")).not.toContain("seul");
  });

  it("is over with the watch: a yes to one who has left, or to the next one, gives nothing", async () => {
    const gone = await watch();
    expect((await gone.want(true)).status).toBe(204);
    await expect.poll(() => gone.request).toBe(1);
    const yes = keyboardFrame(true, gone.id, gone.request);
    gone.close();
    await expect.poll(noticesOf).toEqual([]);
    const next = await watch();
    expect((await next.want(true)).status).toBe(204);
    await expect.poll(() => next.keyboard?.state).toBe("asked");
    lea.socket.send(yes);
    await pause(150);
    expect(next.keyboard?.state).toBe("asked");
  });

  it("is given by the owner of the terminals alone, to a question that was asked", async () => {
    const ada = await watch();
    const max = await ownWindow(backend, "max", await newTerminal("max"));
    // unasked
    lea.socket.send(keyboardFrame(true, ada.id, 0));
    lea.socket.send(keyboardFrame(true, ada.id, 1));
    await ada.want(true);
    await expect.poll(() => ada.request).toBe(1);
    // by another learner; to another question
    max.socket.send(keyboardFrame(true, ada.id, 1));
    lea.socket.send(keyboardFrame(true, ada.id, 2));
    await pause(150);
    expect(ada.keyboard?.state).toBe("asked");
    lea.socket.send(keyboardFrame(false, ada.id, 1));
    await expect.poll(() => ada.keyboard).toEqual({ state: "none", last: "refused" });
    lea.socket.send(keyboardFrame(true, ada.id, 1));
    await pause(100);
    expect(ada.keyboard?.state).toBe("none");
    // who was refused does not insist
    expect((await ada.want(true)).status).toBe(429);
    await max.leave();
  });
});

describe("a window that does not read", () => {
  it("neither holds up a flood of the owner's nor loses the owner their place", async () => {
    const ada = await watch();
    const path = `v1/owners/lea/watches/${ada.id}/by/ada/terminals`;
    const options = { suffix: "/socket", ack: false, keepText: false };
    const slow = new Browser(backend.paths.backendSocket, path, terminal, options);
    await slow.live();
    slow.socket.pause();
    expect(await lea.run("yes | head -c 2000000; echo fini", 20_000)).toContain("fini\n");
    // a fast one does not leave a slow owner behind either
    await lea.leave();
    const own = new Browser(
      backend.paths.backendSocket,
      "v1/owners/lea/workspace/terminals",
      terminal,
      options,
    );
    await own.live();
    own.ack(own.snapshotBytes);
    const fast = ada.look(terminal);
    await fast.live();
    own.type("yes\r");
    await own.until("the window", () => own.outputBytes >= 256 * 1024);
    await pause(300);
    expect(own.outputBytes).toBe(256 * 1024);
    expect(fast.outputBytes).toBe(256 * 1024);
    own.type("\x03");
    await own.leave();
    slow.socket.resume();
    lea = await ownWindow(backend, "lea", terminal);
  });

  it("alone with a program, it is let go, and the program runs on", async () => {
    const ada = await watch();
    await lea.run("true");
    lea.type("sleep 0.3; yes | head -c 2000000; touch sans-temoin\r");
    await lea.leave();
    const path = `v1/owners/lea/watches/${ada.id}/by/ada/terminals`;
    const options = { suffix: "/socket", ack: false, keepText: false };
    const slow = new Browser(backend.paths.backendSocket, path, terminal, options);
    expect(await slow.closed).toBe(closeCodes.lagging);
    lea = await ownWindow(backend, "lea", terminal);
    await lea.see(/\$ $/);
    expect(await lea.run("ls")).toContain("sans-temoin");
  });
});

describe("a terminal shown to a class", () => {
  const shown = (workspace: string, id: number, options = {}) =>
    new Browser(backend.paths.backendSocket, `v1/owners/lea/audience/${workspace}/terminals`, id, {
      suffix: "/socket",
      ...options,
    });

  it("is seen by sixty who cannot type, and its owner is told how many", async () => {
    const { id } = await backend.open("lea");
    await lea.run("echo a-toute-la-classe");
    const all = Array.from({ length: 60 }, () => shown(id, terminal, { keepText: true }));
    await Promise.all(all.map((each) => each.see(/a-toute-la-classe\r\n/)));
    const view = await backend.view("GET", "lea");
    expect(view).toMatchObject({ audience: 60 });
    for (const each of all) each.type("touch eleve\r");
    const started = performance.now();
    expect(await lea.run("ls")).not.toContain("eleve");
    expect(performance.now() - started).toBeLessThan(2_000);
    await Promise.all(all.map((each) => each.leave()));
    await expect.poll(async () => await backend.view("GET", "lea")).not.toHaveProperty("audience");
  });

  it("is of this very workspace: another's, or none, is gone", async () => {
    const { id } = await backend.open("max");
    for (const workspace of [id, "0123456789ab"]) {
      const screen = shown(workspace, terminal);
      expect(await screen.closed).toBe(closeCodes.gone);
      expect(screen.screen).toBe("");
    }
  });
});
