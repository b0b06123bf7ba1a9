/** A program run by the platform: `{code, out, err}`. */
import type { CheckOf, Outcome } from "@/lib/protocol/checks/check";
import { compared, notYet } from "../outcome";
import type { Sight } from "../types";

type CommandCheck = CheckOf<"command">;

export async function commandCheck(
  check: CommandCheck,
  sight: Pick<Sight, "run">,
): Promise<Outcome> {
  const seen = await sight.run({
    container: check.in ?? null,
    argv: check.script === undefined ? (check.run ?? []) : scriptArgv(check.script, check.id),
    seconds: check.seconds ?? 5,
  });
  if (!seen.ran) return notYet(seen.absent ? "absent" : "refused", { expected: check.in ?? "" });
  const document = { code: seen.code, out: seen.out.trimEnd(), err: seen.err.trimEnd() };
  // a program that fails has not said yes, unless the check is about how it fails
  const asksCode = check.where.some(({ path }) => path === "code");
  if (!asksCode && seen.code !== 0)
    return notYet("different", { found: document.err || document.out, expected: "0" });
  return compared(document, check.where);
}

/** The text itself is the argument: no file that the learner could change, no start-up file read. */
const scriptArgv = (script: string, id: string): string[] => [
  ...["/bin/bash", "--noprofile", "--norc", "-c", script, "check.sh", id],
];
