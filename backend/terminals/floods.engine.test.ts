/** Too much output, input, windows, terminals or processes: who asks for it alone has it. */
import { describe, expect, it } from "vitest";
import { closeCodes } from "@/lib/protocol/terminal-frames";
import { pause, scene, size } from "./testing/scene";

const here = scene();

describe("too much of it", () => {
  it("a browser that draws nothing stops the program after the window", async () => {
    const { id, browser } = await here().open({ ack: false });
    browser.type("yes\r");
    await browser.until(
      "the window",
      () => browser.outputBytes + browser.snapshotBytes >= 256 * 1024,
    );
    await pause(500);
    expect(browser.outputBytes + browser.snapshotBytes).toBe(256 * 1024);
    browser.ack(100_000);
    await browser.until(
      "the rest",
      () => browser.outputBytes + browser.snapshotBytes >= 256 * 1024 + 100_000,
    );
    await pause(200);
    expect(browser.outputBytes + browser.snapshotBytes).toBe(256 * 1024 + 100_000);
    await here().close(id);
  });

  it("Ctrl-C stops a flood, whether it flows or stands", async () => {
    const { id, browser } = await here().open({ keepText: false });
    browser.type("yes\r");
    await browser.until("mebibytes", () => browser.outputBytes > 8 * 1024 * 1024, 20_000);
    browser.type("\x03");
    await pause(300);
    const before = browser.outputBytes;
    await pause(200);
    expect(browser.outputBytes).toBe(before);
    await browser.leave();
    const still = await here().look(id, { ack: false });
    still.ack(still.snapshotBytes);
    still.type("yes\r");
    await still.until("the window", () => still.outputBytes >= 256 * 1024);
    still.type("\x03");
    await pause(200);
    await still.leave();
    const after = await here().look(id);
    expect(await after.run("echo libre")).toContain("libre\n");
    await here().close(id);
  });

  it("a slow window beside a fast one is let go, and the fast one goes on", async () => {
    const { id, browser } = await here().open({ keepText: false });
    const slow = await here().look(id, { ack: false, keepText: false });
    browser.type("yes\r");
    expect(await slow.closed).toBe(closeCodes.lagging);
    const before = browser.outputBytes;
    await browser.until("more", () => browser.outputBytes > before + 1024 * 1024);
    await here().close(id);
  });

  it("keys that a busy program does not read stop nobody, and Ctrl-C overtakes them", async () => {
    const { id, browser } = await here().open();
    const { id: otherId, browser: other } = await here().open();
    await browser.run("true");
    browser.type("stty -icanon -echo; sleep 1000\r");
    await pause(200);
    for (let sent = 0; sent < 64; sent++) browser.type("x".repeat(60_000));
    expect(await other.run("echo vivant")).toBe("vivant\n");
    browser.type("\x03");
    await pause(300);
    browser.type("stty sane\r");
    expect(await browser.run("echo revenu")).toContain("revenu\n");
    await here().close(id);
    await here().close(otherId);
  });

  it.each([
    ["a size of 0", Buffer.of(1, 0, 0, 0, 0)],
    ["a size of 10000", Buffer.of(1, 0x27, 0x10, 0x27, 0x10)],
    ["an unknown frame", Buffer.of(9)],
    ["an ack of what was never sent", Buffer.of(2, 255, 255, 255, 255)],
    ["text", "bonjour"],
  ])("%s closes that window only", async (_, bytes) => {
    const { id, browser } = await here().open();
    browser.socket.send(bytes);
    expect(await browser.closed).toBe(closeCodes.protocol);
    const again = await here().look(id);
    expect(await again.run("stty size")).toBe("24 80\n");
    await here().close(id);
  });

  it("when no process may start any more, a new terminal is refused in French", async () => {
    const { id, browser } = await here().open();
    await browser.see(/\$ $/);
    browser.type(
      `perl -e '$|=1; while (defined($p = fork)) { if (!$p) { sleep 60; exit } } print "ple", "in"; sleep 60'\r`,
    );
    await browser.see(/plein/);
    await expect(here().terminals.open(here().workspace, size)).rejects.toMatchObject({
      message: expect.stringContaining("trop de programmes"),
    });
    browser.type("\x03");
    expect(await browser.run("echo libre")).toBe("libre\n");
    await here().close(id);
  });

  it("a 33rd terminal is refused in French", async () => {
    const ids: number[] = [];
    for (let n = 0; n < 32; n++) ids.push((await here().terminals.open(here().workspace, size)).id);
    await expect(here().terminals.open(here().workspace, size)).rejects.toMatchObject({
      code: "too_many_terminals",
      message: expect.stringContaining("fermez-en un"),
    });
    await Promise.all(ids.map((id) => here().close(id)));
    expect(here().list()).toEqual([]);
  });
});
