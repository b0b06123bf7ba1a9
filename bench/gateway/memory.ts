/** What one more connected learner costs the gateway's process, without any workstation. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Engine, pss } from "../support/docker";
import { mib, row, title } from "../support/stats";

const steps = [0, 50, 100];
/** as many as a `docker compose` that follows logs may hold */
const connectionsEach = 4;
const child = fileURLToPath(new URL("memory-child.ts", import.meta.url));

export async function benchGatewayMemory(engine: Engine): Promise<void> {
  title(`Memory of the gateway, ${connectionsEach} idle connections of each learner`);
  row("", "process (PSS)", "heap");
  const folder = await mkdtemp(join(tmpdir(), "escale-bench-"));
  const flags = ["--expose-gc", "--single-threaded-gc", "--import", "tsx"];
  const gateway = spawn(process.execPath, [...flags, child, engine.socket, folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers = createInterface({ input: gateway.stdout })[Symbol.asyncIterator]();
  const sockets: Socket[] = [];
  try {
    let served = 0;
    let before = 0;
    for (const learners of steps) {
      gateway.stdin.write(`${learners}\n`);
      await answers.next();
      for (; served < learners; served++)
        for (let i = 0; i < connectionsEach; i++)
          sockets.push(await idle(join(folder, `${served}.sock`)));
      gateway.stdin.write(`${learners}\n`);
      const now = Number((await answers.next()).value);
      const each = served > 0 ? `${kib((now - before) / served)} each` : "";
      if (served === 0) before = now;
      row(`${learners} learners`, mib(await pss(gateway.pid ?? 0)), mib(now), each);
    }
  } finally {
    for (const socket of sockets) socket.destroy();
    gateway.stdin.end();
    await rm(folder, { recursive: true, force: true });
  }
}

const kib = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;

/** A connection that has asked once and stays. */
function idle(path: string): Promise<Socket> {
  const socket = connect(path);
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("data", () => resolve(socket));
    socket.write("GET /v1.41/containers/json HTTP/1.1\r\nHost: docker\r\n\r\n");
  });
}
