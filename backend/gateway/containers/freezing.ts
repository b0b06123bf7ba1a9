/**
 * Keeps a container's execs that begin and what freezes it (pause, commit) apart. Where they meet the
 * engine waits for ever for a process that is frozen half made (backend/cgroups/freezer.ts), and keeps the
 * container from whoever would pause, stop, remove or inspect it. Health probes begin by themselves, so
 * that it can still happen: what goes unanswered for a while has the container thawed.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { EngineError } from "../engine-client";
import type { Tenant } from "../tenant";

/** An exec that has not begun by then does not hold up a pause any longer, ms. */
const beginsWithinMs = 5_000;
const lookAgainMs = 20;
/** What is not answered by then may wait for something frozen, ms; a long stop loses nothing by a thaw. */
const stuckAfterMs = 3_000;
/** Of a commit, which freezes for as long as it copies. */
const commitStuckAfterMs = 60_000;

export interface Freezing {
  /** execs whose process may not be there yet → since when, by container */
  readonly beginning: Map<string, Map<string, number>>;
  /** under way, by container */
  readonly freezes: Map<string, Promise<unknown>>;
}

export const createFreezing = (): Freezing => ({ beginning: new Map(), freezes: new Map() });

/** Asks for an exec's start once nothing freezes its container. */
export async function beginExec<T>(
  { freezing: { beginning, freezes }, execs }: Tenant,
  exec: string,
  begin: () => Promise<T>,
): Promise<T> {
  const container = execs.get(exec);
  if (container === undefined) return begin();
  for (let freeze = freezes.get(container); freeze; freeze = freezes.get(container))
    await freeze.catch(() => undefined);
  const now = Date.now();
  const some = beginning.get(container) ?? new Map<string, number>();
  for (const [id, since] of some) if (now - since > beginsWithinMs) some.delete(id);
  beginning.set(container, some.set(exec, now));
  try {
    return await begin();
  } catch (error) {
    some.delete(exec);
    throw error;
  }
}

/** Freezes a container, or asks the engine for what does, once the execs that were asked for run. */
export async function freeze<T>(
  tenant: Tenant,
  container: string,
  why: "pause" | "commit",
  work: () => Promise<T>,
): Promise<T> {
  const { freezes } = tenant.freezing;
  const patience = why === "commit" ? commitStuckAfterMs : stuckAfterMs;
  for (let other = freezes.get(container); other; other = freezes.get(container))
    await other.catch(() => undefined);
  const mine = execsBegun(tenant, container).then(() => unstuck(tenant, container, work, patience));
  freezes.set(container, mine);
  try {
    return await mine;
  } finally {
    freezes.delete(container);
  }
}

/** Asks the engine for something that waits where the container is frozen for good. */
export async function unstuck<T>(
  { group, log }: Tenant,
  container: string,
  work: () => Promise<T>,
  patienceMs = stuckAfterMs,
): Promise<T> {
  const timer = setInterval(() => {
    group
      ?.setFrozen(container, false)
      .catch((err: unknown) => log.error({ err }, "could not be thawed"));
  }, patienceMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Each may have met another exec that had waited for the one before. */
const maxUnpauses = 8;

/**
 * Unpauses. What `unstuck` has thawed the engine still has for paused, and cannot unpause: it is frozen
 * again for it, now that the exec has begun.
 */
export async function unfreeze<T>(
  tenant: Tenant,
  container: string,
  unpause: () => Promise<T>,
): Promise<T> {
  for (let left = maxUnpauses; ; left--) {
    try {
      return await unstuck(tenant, container, unpause);
    } catch (error) {
      const thawed = error instanceof EngineError && /: container not paused/.test(error.message);
      if (!thawed || left === 0 || tenant.group === undefined) throw error;
      await tenant.group.setFrozen(container, true);
    }
  }
}

const execSchema = z.object({ Pid: z.number(), ExitCode: z.number().nullable() });

async function execsBegun({ engine, freezing }: Tenant, container: string): Promise<void> {
  const some = freezing.beginning.get(container);
  freezing.beginning.delete(container);
  for (const [exec, since] of some ?? []) {
    const begun = async () => {
      const { Pid, ExitCode } = await engine.json(
        { method: "GET", path: ["exec", exec, "json"] },
        execSchema,
      );
      return Pid > 0 || ExitCode !== null;
    };
    while (Date.now() - since < beginsWithinMs && !(await begun().catch(unlessGone)))
      await sleep(lookAgainMs);
  }
}

function unlessGone(error: unknown): true {
  if (error instanceof EngineError && error.status === 404) return true;
  throw error;
}
