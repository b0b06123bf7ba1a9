/** Objects of the learner's engine: one by its name, or how many of all match. */
import type { CheckOf, Outcome } from "@/lib/protocol/checks/check";
import { counted, type Mismatch, mismatch, sayCount } from "../match";
import { notYet, passed } from "../outcome";
import type { Sight } from "../types";

type EngineCheck = CheckOf<"engine">;

export async function engineCheck(
  check: EngineCheck,
  { engine }: Pick<Sight, "engine">,
): Promise<{ outcome: Outcome; seen: boolean }> {
  const objects = check.name
    ? [await engine.inspect(check.object, check.name)].filter((object) => object !== undefined)
    : await engine.list(check.object);
  const wrong = objects.flatMap((object) => mismatch(object, check.where) ?? []);
  const matching = objects.length - wrong.length;
  if (check.gone) return { outcome: gone(check, matching), seen: check.seen || matching > 0 };
  return { outcome: judge(check, objects.length, matching, wrong), seen: false };
}

function gone(check: EngineCheck, matching: number): Outcome {
  if (matching > 0) return notYet("present", { found: String(matching), expected: "0" });
  return check.seen ? passed : notYet("unseen");
}

function judge(check: EngineCheck, all: number, matching: number, wrong: Mismatch[]): Outcome {
  if (check.count !== undefined) {
    if (counted(matching, check.count)) return passed;
    return notYet("different", { found: String(matching), expected: sayCount(check.count) });
  }
  if (matching > 0) return passed;
  if (all === 0) return notYet("absent", { expected: check.name ?? "" });
  // the one that came closest says best what is missing
  const [closest] = wrong.sort((a, b) => b.matcher - a.matcher);
  return notYet("different", closest);
}
