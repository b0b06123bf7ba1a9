/** Keystroke echo: from the browser's WebSocket to the shell and back, against a direct PTY. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Engine, withBareWorkstation } from "./support/docker";
import { isPrompt, Learner } from "./support/learner";
import { elapsedMs, timings, title } from "./support/stats";

const keys = 300;

export async function benchEcho(site: string, engine: Engine): Promise<void> {
  title(`Keystroke echo (${keys} keys)`);
  const direct = await directEcho(engine);
  timings("docker exec -t, directly on the engine", direct);
  timings("Escale, WebSocket through web and backend", await escaleEcho(site), direct);
}

async function escaleEcho(site: string): Promise<number[]> {
  const learner = new Learner(site);
  await learner.open();
  const terminal = await learner.terminal();
  await terminal.until(isPrompt);
  terminal.type("cat >/dev/null\n");
  await sleep(500);
  const samples: number[] = [];
  for (let i = 0; i < keys; i++) {
    const before = terminal.received;
    samples.push(
      await elapsedMs(() => {
        terminal.type(i % 60 === 59 ? "\n" : "x");
        return terminal.until((_, received) => received > before);
      }),
    );
    await sleep(5);
  }
  terminal.close();
  await learner.remove();
  return samples;
}

const directEcho = (engine: Engine): Promise<number[]> =>
  withBareWorkstation(engine, async (container) => {
    const exec = await container.exec({
      Cmd: ["cat"],
      AttachStdin: true,
      AttachStdout: true,
      Tty: true,
    });
    const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
    const samples: number[] = [];
    await sleep(500);
    for (let i = 0; i < keys; i++) {
      samples.push(
        await elapsedMs(async () => {
          const echoed = new Promise((resolve) => stream.once("data", resolve));
          stream.write(i % 60 === 59 ? "\n" : "x");
          await echoed;
        }),
      );
      await sleep(5);
    }
    stream.end();
    return samples;
  });
