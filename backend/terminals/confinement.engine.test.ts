/** What the learner, who runs as the same user as PID 1, tries against it. */
import { describe, expect, it } from "vitest";
import { scene } from "./testing/scene";

const here = scene();

describe("PID 1 against its own learner", () => {
  it("survives every signal, is not traced, not read", async () => {
    const { id, browser } = await here().open();
    await browser.run("for s in $(seq 1 64); do kill -$s 1; done 2>/dev/null");
    await browser.run("kill -9 1; kill -STOP 1; kill -TERM 1");
    // siginfo forged to look like a signal from outside, which the kernel does not let through
    const forged = `perl -e '$i = pack("lllx4ll", 15, 0, 0, 0, 0) . "\\0" x 128; syscall((\`uname -m\` =~ /x86_64/ ? 129 : 138), 1, 15, $i); print "$!\\n"'`;
    expect(await browser.run(forged)).toContain("Operation not permitted");
    const attach = `perl -e 'syscall((\`uname -m\` =~ /x86_64/ ? 101 : 117), 16, 1, 0, 0); print "$!\\n"'`;
    expect(await browser.run(attach)).toContain("Operation not permitted");
    for (const secret of ["mem", "environ", "fd/", "exe", "maps"])
      expect(
        await browser.run(`dd if=/proc/1/${secret} of=/dev/null 2>&1; ls -l /proc/1/${secret}`),
      ).toMatch(/Permission denied/);
    expect(await browser.run("echo vivant")).toBe("vivant\n");
    await here().close(id);
  });

  it("reaps the orphans", async () => {
    const { id, browser } = await here().open();
    await browser.run("for i in $(seq 30); do (sleep 0.1 &) ; done; sleep 0.5");
    const { output } = await here().workstation.exec("ps", "-eo", "stat,args");
    expect(output).not.toMatch(/^Z/m);
    await here().close(id);
  });

  it("cannot be replaced while it lives: a second connection is refused", async () => {
    const { id, browser } = await here().open();
    const said = await browser.run(
      "curl -sS --max-time 2 --unix-socket /run/escale/terminals.sock http://x/ 2>&1",
    );
    expect(said).toMatch(/curl: \(\d+\)/);
    expect(await browser.run("echo vivant")).toBe("vivant\n");
    expect(await browser.run("rm /run/escale/terminals.sock 2>&1")).toContain(
      "Read-only file system",
    );
    await here().close(id);
  });
});
