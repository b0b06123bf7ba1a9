/** Starts the dedicated engine again when it has ended by itself. */
import type { Paths } from "@/lib/protocol/paths";
import { runningEngine, startEngine } from "../setup/engine/dedicated";
import { keepingFirewall } from "../setup/engine/firewall";
import { findProgram } from "../system/find-program";
import { explain } from "../system/operator-error";
import { Backoff } from "./backoff";

const everyMs = 1_000;

/** Watches until the returned function is called, which resolves once nothing is under way. */
export function watchEngine(paths: Paths, onEvent: (line: string) => void): () => Promise<void> {
  const backoff = new Backoff();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let since = Date.now();
  let turn: Promise<void> = Promise.resolve();

  async function look(): Promise<number> {
    if (await runningEngine(paths)) return everyMs;
    const delay = backoff.next(Date.now() - since);
    const dockerd = findProgram("dockerd");
    if (!dockerd) return 10_000;
    onEvent("ended; starting it again");
    since = Date.now();
    await keepingFirewall(() => startEngine(dockerd, paths)).then(
      () => onEvent("answers again"),
      (error: unknown) => onEvent(explain(error)),
    );
    return Math.max(everyMs, delay);
  }

  function again(delay: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      turn = look().then(again, (error: unknown) => {
        onEvent(explain(error));
        again(everyMs);
      });
    }, delay);
  }

  again(everyMs);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await turn;
  };
}
