/**
 * How many `docker exec` of a workspace are there at once: those that run and those that were made
 * and not started, which the engine keeps for as long as their container runs. The engine knows of
 * each; it is asked when the own count says that there may be too many, and after a start.
 */
import { z } from "zod";
import { ownContainers } from "../containers/own";
import { conflict } from "../errors";
import { messages } from "../messages";
import type { Tenant } from "../tenant";
import { createTurns, type Turns } from "./turns";

export interface ExecCount {
  readonly turns: Turns;
  /** may be too large, never too small; undefined until the engine has been asked */
  count: number | undefined;
  /** until then the engine is not asked again, ms since the epoch */
  restUntil: number;
}

export const createExecCount = (): ExecCount => ({
  turns: createTurns(),
  count: undefined,
  restUntil: 0,
});

/** A client that asks again and again at the limit costs one look at the engine in this time, ms. */
const restMs = 500;

/** Makes an exec by `create` if one more may be. Throws DockerError 409 with the figure. */
export function admitExec<T>(tenant: Tenant, create: () => Promise<T>): Promise<T> {
  const { execCount: state, limits } = tenant;
  return state.turns.take(async () => {
    const full = () => state.count === undefined || state.count >= limits.execs;
    if (full() && Date.now() >= state.restUntil) {
      state.count = await askEngine(tenant);
      if (full()) state.restUntil = Date.now() + restMs;
    }
    if (full()) throw conflict(messages.tooManyExecs(limits.execs));
    const made = await create();
    state.count = (state.count ?? 0) + 1;
    return made;
  });
}

const execsSchema = z.object({ ExecIDs: z.array(z.string()).nullish() });

async function askEngine(tenant: Tenant): Promise<number> {
  const running = await ownContainers(tenant, { filters: { status: ["running", "paused"] } });
  const counts = await Promise.all(
    running.map(async ({ id }) => {
      const { ExecIDs } = await tenant.engine.json(
        { method: "GET", path: ["containers", id, "json"] },
        execsSchema,
      );
      return ExecIDs?.length ?? 0;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
