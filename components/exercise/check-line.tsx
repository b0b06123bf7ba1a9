import clsx from "clsx";
import { Circle, CircleCheck, CircleDashed } from "lucide-react";
import type { CheckView } from "@/lib/protocol/exercise";
import { AnswerForm } from "./answer-form";
import { Line } from "./text";

/** One thing that must be true: whether it is, and if not, what is missing. */
export function CheckLine({
  check,
  active,
  speaks,
  pending,
  onAnswer,
}: {
  check: CheckView;
  /** its step is the one to do */
  active: boolean;
  /** says what is missing */
  speaks: boolean;
  pending: boolean;
  onAnswer: (text: string) => Promise<boolean>;
}) {
  const passed = check.status === "passed";
  const Icon = passed ? CircleCheck : check.status === "skipped" ? CircleDashed : Circle;
  const asks = check.question !== null && active && !passed && check.status !== "skipped";
  return (
    <li className="exercise-check flex gap-3" data-status={check.status}>
      <Icon
        className={clsx("mt-0.5 size-5 shrink-0", passed ? "text-sea" : "text-edge")}
        aria-hidden
      />
      <div className="grid min-w-0 flex-1 gap-2">
        <p className={clsx(passed && "text-soft")}>
          <Line inlines={check.title} />
          <span className="sr-only">
            {passed ? " : validé" : check.status === "skipped" ? " : passé" : " : pas encore"}
          </span>
        </p>
        {asks && check.question ? (
          <AnswerForm
            id={check.id}
            question={check.question}
            pending={pending}
            onAnswer={onAnswer}
          />
        ) : null}
        <div aria-live="polite">
          {active && speaks && check.message ? (
            <p className="rounded-lg bg-brass-wash px-3 py-2 text-sm [overflow-wrap:anywhere]">
              <strong className="text-brass">Pas encore.</strong> <Line inlines={check.message} />
            </p>
          ) : null}
        </div>
      </div>
    </li>
  );
}
