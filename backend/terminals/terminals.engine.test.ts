/** Terminals as a learner lives with them, in the real workstation on a real engine. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closeCodes } from "@/lib/protocol/terminal-frames";
import { Browser } from "./testing/browser";
import { createWorkstation, testEngine } from "./testing/container";
import { pause, scene, size } from "./testing/scene";

const here = scene();

describe("a terminal", () => {
  it("shows a prompt, echoes, knows its size and follows it", async () => {
    const { id, browser } = await here().open();
    await browser.see(/apprenant@escale.*\$ $/);
    expect(await browser.run("stty size")).toBe("24 80\n");
    browser.resize(132, 43);
    expect(await browser.run("stty size")).toBe("43 132\n");
    expect(await browser.run("echo $TERM $COLORTERM $LANG; pwd; tty; ls -A")).toMatch(
      /^xterm-256color truecolor C.UTF-8\n\/home\/apprenant\n\/dev\/pts\/\d+\n.*\.bashrc/,
    );
    expect(here().events).toContain("activity");
    await here().close(id);
    expect(await browser.closed).toBe(closeCodes.gone);
  });

  it("takes a character that arrives in pieces", async () => {
    const { id, browser } = await here().open();
    await browser.run("true");
    browser.type("head -n 1 > /tmp/pieces\r");
    for (const byte of Buffer.from("é世🐳\r")) {
      browser.type(Buffer.of(byte));
      await pause(2);
    }
    expect(await browser.run("cat /tmp/pieces")).toBe("é世🐳\n");
    await here().close(id);
  });

  it("starts in an instant and completes docker's commands at the first Tab", async () => {
    const { id, browser } = await here().open();
    const starts = await browser.run(
      "TIMEFORMAT=%3R; for i in 1 2 3 4 5 6 7 8; do time bash -i -c true; done",
    );
    expect(Math.min(...starts.trim().split("\n").map(Number))).toBeLessThan(0.02);
    browser.type("docker ru\t");
    await browser.see(/docker run $/);
    browser.type("\x03");
    await here().close(id);
  });

  it("keeps its shell and screen while nobody looks", async () => {
    const { id, browser } = await here().open();
    await browser.run("here=still; echo un mot");
    await browser.leave();
    const again = await here().look(id);
    expect(again.snapshot).toContain("un mot");
    expect(await again.run("echo $here")).toBe("still\n");
    await here().close(id);
  });

  it("keeps both through a restart of the backend", async () => {
    const { id, browser } = await here().open();
    await browser.run("here=still; { sleep 0.3; echo pendant l’absence; } & true");
    await here().stopServing();
    await pause(500);
    await writeFile(here().workstation.socketPath, "stale"); // as after kill -9
    await here().serve();
    // the browser may be back before the workstation's init is
    const again = await here().look(id);
    expect(here().list()).toContainEqual({ id, alive: true });
    expect(again.snapshot).toContain("pendant l’absence");
    expect(await again.run("echo $here")).toBe("still\n");
    await here().close(id);
  });

  it("brings a full-screen program back, even when its beginning is long past", async () => {
    const { id, browser } = await here().open();
    await browser.run("seq -f 'ligne %g' 1 3000 > /tmp/long");
    browser.type("vi /tmp/long\r");
    await browser.see(/ligne 20/);
    // enough pages to push the program's beginning out of what is kept
    for (let page = 0; page < 900; page++) browser.type("\x06\x02");
    await browser.until("a long past", () => browser.outputBytes > 400_000, 30_000);
    await browser.leave();
    const again = await here().look(id);
    expect(again.snapshot.slice(0, 80)).toContain("\x1b[?1049h");
    await again.until("a new drawing", () => /ligne \d+.*ligne \d+/s.test(again.output));
    again.type("\x1b:q!\r");
    await again.until("the main screen", () => again.output.includes("\x1b[?1049l"));
    await pause(100); // the nudge is over
    expect(await again.run("stty size")).toBe("24 80\n");
    await here().close(id);
  });

  it("replays a long past from a line's start, in the modes of that moment", async () => {
    const { id, browser } = await here().open({ keepText: true });
    await browser.run(
      "bind 'set enable-bracketed-paste off'; printf '\\033[?1000h\\033[?25l\\033='",
    );
    await browser.run("seq -f 'é ligne %06.0f' 1 40000");
    await browser.leave();
    const again = await here().look(id);
    expect(again.snapshotBytes).toBeLessThanOrEqual(256 * 1024 + 4096);
    expect(again.snapshotBytes).toBeGreaterThan(250 * 1024);
    const preface = "\x1b[?1000h\x1b[?25l\x1b=";
    expect(again.snapshot.slice(0, preface.length)).toBe(preface);
    expect(again.snapshot.slice(preface.length)).toMatch(/^é ligne \d{6}\r\n/);
    expect(again.snapshot).toContain("é ligne 040000");
    await here().close(id);
  });

  it("is seen by two windows at once", async () => {
    const { id, browser } = await here().open();
    await browser.run("echo avant");
    const second = await here().look(id);
    expect(second.snapshot).toContain("avant");
    second.type("echo en$((1))semble\r");
    await browser.see(/en1semble/);
    await second.see(/en1semble/);
    await browser.leave();
    expect(await second.run("echo encore")).toBe("encore\n");
    await here().close(id);
  });

  it("tells the shell's exit status, keeps the last screen, then can be closed", async () => {
    const { id, browser } = await here().open();
    await browser.see(/\$ $/);
    browser.type("echo au re$((1))voir; exit 7\r");
    expect(await browser.closed).toBe(closeCodes.exited);
    expect(browser.status).toBe(7);
    expect(browser.screen).toContain("au re1voir");
    expect(here().list()).toContainEqual({ id, alive: false });
    const late = new Browser(here().frontPath, here().workspace, id);
    expect(await late.closed).toBe(closeCodes.exited);
    expect(late.snapshot).toContain("au re1voir");
    expect(late.status).toBe(7);
    await here().close(id);
    expect(here().list()).not.toContainEqual({ id, alive: false });
  });

  it("ends what it ran when it is closed, even what ignores a hang-up", async () => {
    const { id, browser } = await here().open();
    browser.type(
      "bash -c 'trap \"\" HUP TERM; echo sou$((1))rd; while :; do sleep 1.2345; done'\r",
    );
    await browser.see(/sou1rd/);
    await here().close(id);
    const { output } = await here().workstation.exec("ps", "-eo", "args");
    expect(output).not.toContain("1.2345");
    await expect(here().close(id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("pastes 900 KiB whole", async () => {
    const { id, browser } = await here().open();
    await browser.run("bind 'set enable-bracketed-paste off'");
    browser.type("stty -echo; cat > /tmp/paste\r");
    await pause(200);
    const line = `${"0123456789".repeat(6)}\n`;
    const text = line.repeat(Math.ceil((900 * 1024) / line.length));
    for (let at = 0; at < text.length; at += 60_000) browser.type(text.slice(at, at + 60_000));
    await pause(300);
    browser.type("\x04");
    browser.type("stty echo\r");
    await browser.run("true");
    expect(await browser.run("wc -c < /tmp/paste")).toContain(`${text.length}\n`);
    await here().close(id);
  });
});

describe("the end of a workstation", () => {
  it("comes within half a second; its browsers are told, its history is kept", async () => {
    const ended = await createWorkstation(testEngine());
    await here().terminals.listen(ended.workspace, ended.socketPath);
    await ended.container.start();
    await here().terminals.ready(ended.workspace, 10_000);
    const { id } = await here().terminals.open(ended.workspace, size);
    const browser = new Browser(here().frontPath, ended.workspace, id);
    await browser.see(/\$ $/);
    browser.type("sleep 1000\r");
    await pause(100);
    const begin = performance.now();
    await ended.container.stop();
    expect(performance.now() - begin).toBeLessThan(500);
    expect(await browser.closed).toBe(closeCodes.gone);
    expect(here().terminals.list(ended.workspace)).toEqual([]);
    expect(await readFile(join(ended.folder, "home/.bash_history"), "utf8")).toContain(
      "sleep 1000",
    );
    await here().terminals.release(ended.workspace);
    await ended.remove();
  });
});
