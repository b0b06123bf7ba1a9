/** The backend's checks as web calls them; see client.ts for what all calls have in common. */
import { z } from "zod";
import { type Check, type CheckResult, checkResultSchema } from "@/lib/protocol/checks/check";
import {
  type RunSolution,
  type SolutionRun,
  solutionRunSchema,
  solutionSeconds,
} from "@/lib/protocol/checks/solution";
import type { StartExercise } from "@/lib/protocol/checks/start";
import type { Owner } from "@/lib/protocol/ids";
import { readEvents } from "./sse";
import { type Transport, timeouts, workspacePath } from "./transport";

export interface ChecksClient {
  /** Throws EscaleError no_workspace, in_use (something stands in the folder's place). */
  begin(owner: Owner, start: StartExercise): Promise<void>;
  look(owner: Owner, checks: readonly Check[]): Promise<CheckResult[]>;
  /** Only in a workspace for proofs; throws bad_request in any other, no_workspace. */
  solve(owner: Owner, solution: RunSolution): Promise<SolutionRun>;
  /**
   * The results whole, at once and on each change, until `signal` aborts or the workspace ends.
   * Throws EscaleError no_workspace, too_many_requests.
   */
  watch(
    owner: Owner,
    checks: readonly Check[],
    signal: AbortSignal,
  ): Promise<AsyncIterable<CheckResult[]>>;
}

const resultsSchema = z.array(checkResultSchema);

export function createChecksClient({ send, call }: Transport): ChecksClient {
  return {
    async begin(owner, start) {
      const answer = await send("POST", `${workspacePath(owner)}/exercise`, { body: start });
      await answer.body.dump();
    },
    look: (owner, checks) =>
      call("POST", `${workspacePath(owner)}/checks/look`, resultsSchema, { body: checks }),
    solve: (owner, solution) =>
      call("POST", `${workspacePath(owner)}/solution`, solutionRunSchema, {
        body: solution,
        headersTimeout: (solutionSeconds + 10) * 1000,
      }),
    async watch(owner, checks, signal) {
      const path = `${workspacePath(owner)}/checks`;
      const options = { body: checks, signal, bodyTimeout: timeouts.streamMs };
      const answer = await send("POST", path, options);
      return readEvents(answer.body, resultsSchema);
    },
  };
}
