/** What a build's steps reach with open egress: what containers do, and nothing of the host. */
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, test } from "vitest";
import { openBench } from "../testing";

test("a step has its workspace's default network, and the host does not answer there", async () => {
  const bench = await openBench({}, undefined, undefined, "open");
  let reached = 0;
  const service = createServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  try {
    const { a } = bench;
    await new Promise<void>((resolve) => service.listen(0, "0.0.0.0", resolve));
    const address = service.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const own = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ family, internal }) => family === "IPv4" && !internal)
      .map((each) => each.address);
    const tries = [...own, "169.254.169.254"].map(
      (each) => `! echo x | nc -w 1 ${each} ${port} && echo closed-${each}`,
    );
    const steps = [
      "awk '$2 == 0 && $8 == 0 {print \"gateway\", $3}' FS='[ \\t]+' /proc/net/route",
      ...tries,
    ];
    const ran = await a.docker(
      ["build", "--no-cache", "-"],
      ["FROM busybox", ...steps.map((step) => `RUN ${step}`), ""].join("\n"),
    );
    expect(ran.code, ran.out + ran.err).toBe(0);
    expect(ran.out).toMatch(/gateway [0-9A-F]{8}/);
    for (const each of own) expect(ran.out).toContain(`closed-${each}`);
    expect(reached).toBe(0);
    const none = await a.docker(
      ["build", "--no-cache", "--network", "none", "-"],
      `FROM busybox\nRUN ${steps[0]}\n`,
    );
    expect(none.out).not.toMatch(/gateway [0-9A-F]{8}/);
  } finally {
    service.close();
    await bench.close();
  }
});
