/** One look at a list of checks. */
import type { Check, CheckResult } from "@/lib/protocol/checks/check";
import { isEscaleError } from "@/lib/protocol/errors";
import type { Log } from "../log";
import { evaluate } from "./evaluate";
import type { Sight } from "./types";

/** What could not be looked at is `unknown`; never rejects. */
export function lookAt(checks: readonly Check[], sight: Sight, log: Log): Promise<CheckResult[]> {
  return Promise.all(
    checks.map(async (check) => {
      try {
        return await evaluate(check, sight);
      } catch (error) {
        // an engine that is away is told elsewhere, once
        if (!isEscaleError(error)) log.warn({ err: error, check: check.id }, "a check failed");
        const seen = check.kind === "engine" && check.seen;
        return { id: check.id, outcome: { status: "unknown" as const }, seen };
      }
    }),
  );
}
