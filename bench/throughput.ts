/** 50 MB of output through a terminal, acknowledged as a browser would. */
import { type Engine, withBareWorkstation } from "./support/docker";
import { isPrompt, Learner } from "./support/learner";
import { elapsedMs, ratio, row, title } from "./support/stats";

const bytes = 50_000_000;
// a line of 79 characters and CR LF, as a PTY makes of it
const lines = Math.ceil(bytes / 81);
const command = `yes ${"x".repeat(79)} | head -n ${lines}`;
const rate = (tookMs: number) => `${(bytes / 1e6 / (tookMs / 1000)).toFixed(0)} MB/s`;

export async function benchThroughput(site: string, engine: Engine): Promise<void> {
  title("Terminal throughput (50 MB of lines)");
  const direct = await directThroughput(engine);
  row("docker exec -t, directly on the engine", rate(direct), "reference");
  const learner = new Learner(site);
  await learner.open();
  const terminal = await learner.terminal();
  await terminal.until(isPrompt);
  const before = terminal.received;
  const took = await elapsedMs(() => {
    terminal.type(`${command}\n`);
    return terminal.until((_, received) => received - before >= bytes, 120_000);
  });
  terminal.close();
  await learner.remove();
  row("Escale, WebSocket through web and backend", rate(took), ratio(direct, took));
}

const directThroughput = (engine: Engine): Promise<number> =>
  withBareWorkstation(engine, async (container) => {
    const exec = await container.exec({
      Cmd: ["sh", "-c", command],
      AttachStdout: true,
      Tty: true,
    });
    return elapsedMs(async () => {
      const stream = await exec.start({ hijack: true, stdin: false, Tty: true });
      let received = 0;
      await new Promise<void>((resolve, reject) => {
        stream.on("data", (chunk: Buffer) => {
          received += chunk.length;
        });
        stream.on("end", resolve);
        stream.on("error", reject);
      });
      if (received < bytes) throw new Error(`the reference delivered ${received} bytes`);
    });
  });
