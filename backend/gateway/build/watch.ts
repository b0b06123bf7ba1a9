/** What ends a build besides itself: its client's leaving, its time, the machine's disk. */
import { admitDisk } from "../admission/quotas";
import { DockerError } from "../errors";
import { messages } from "../messages";
import type { Tenant } from "../tenant";

export interface BuildWatch {
  /** ends the engine's build */
  signal: AbortSignal;
  /** why we ended it, if we did */
  reason(): string | undefined;
  close(): void;
}

const diskEveryMs = 2000;

export function watchBuild(tenant: Tenant, client: AbortSignal): BuildWatch {
  const stop = new AbortController();
  let why: string | undefined;
  const end = (reason: string) => {
    why ??= reason;
    stop.abort();
  };
  const seconds = tenant.limits.buildSeconds;
  const clock = setTimeout(() => end(messages.buildTime(seconds)), seconds * 1000);
  const disk = setInterval(() => {
    admitDisk(tenant).catch((error: unknown) => {
      if (error instanceof DockerError) end(error.message);
      else
        tenant.log.warn({ err: error, workspace: tenant.workspace }, "the disk was not measured");
    });
  }, diskEveryMs);
  const gone = () => stop.abort();
  client.addEventListener("abort", gone, { once: true });
  if (client.aborted) gone();
  return {
    signal: stop.signal,
    reason: () => why,
    close() {
      clearTimeout(clock);
      clearInterval(disk);
      client.removeEventListener("abort", gone);
      stop.abort();
    },
  };
}
