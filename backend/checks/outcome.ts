/** The outcomes of a check. */
import type { NotYet, Outcome } from "@/lib/protocol/checks/check";
import type { Matcher } from "@/lib/protocol/checks/matcher";
import { mismatch } from "./match";

export const passed: Outcome = { status: "passed" };

export function notYet(reason: NotYet["reason"], more: Partial<NotYet> = {}): NotYet {
  return { status: "notYet", reason, matcher: null, found: "", expected: "", ...more };
}

/** Whether what is there is what was asked for. */
export function compared(document: unknown, where: readonly Matcher[]): Outcome {
  const wrong = mismatch(document, where);
  return wrong ? notYet("different", wrong) : passed;
}
