/** Judges one check by what is seen now. */
import type { Check, CheckResult, Outcome } from "@/lib/protocol/checks/check";
import { answerCheck } from "./kinds/answer";
import { commandCheck } from "./kinds/command";
import { engineCheck } from "./kinds/engine";
import { fileCheck } from "./kinds/file";
import { httpCheck } from "./kinds/http";
import type { Sight } from "./types";

/** Rejects when what it asks about cannot be asked (the engine is away). */
export async function evaluate(check: Check, sight: Sight): Promise<CheckResult> {
  switch (check.kind) {
    case "engine":
      return { id: check.id, ...(await engineCheck(check, sight)) };
    case "http":
      return plain(check, await httpCheck(check, sight));
    case "file":
      return plain(check, await fileCheck(check, sight));
    case "command":
      return plain(check, await commandCheck(check, sight));
    case "answer":
      return plain(check, await answerCheck(check, sight));
  }
}

const plain = ({ id }: Check, outcome: Outcome): CheckResult => ({ id, outcome, seen: false });
