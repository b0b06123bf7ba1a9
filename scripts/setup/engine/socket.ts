/** Talking to an engine through its unix socket. */
import { setTimeout as sleep } from "node:timers/promises";
import Docker from "dockerode";

export const dockerAt = (socketPath: string): Docker => new Docker({ socketPath });

/** Whether an engine answers on the socket within `timeoutMs`. */
export async function answers(socketPath: string, timeoutMs: number): Promise<boolean> {
  const ping = new Docker({ socketPath, timeout: timeoutMs }).ping().then(
    () => true,
    () => false,
  );
  // dockerode's own timeout covers the idle socket, not a connection that is never accepted
  return Promise.race([ping, sleep(timeoutMs, false, { ref: false })]);
}

/** Resolves true once the engine answers; false after `timeoutMs`, or at once when `given up`. */
export async function waitUntilAnswers(
  socketPath: string,
  timeoutMs: number,
  givenUp: () => boolean = () => false,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !givenUp()) {
    if (await answers(socketPath, 2_000)) return true;
    await sleep(100);
  }
  return false;
}
