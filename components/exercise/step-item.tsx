import clsx from "clsx";
import { Check, ChevronDown, FastForward } from "lucide-react";
import type { ExerciseAction, ExerciseRules, StepView } from "@/lib/protocol/exercise";
import { CheckLine } from "./check-line";
import { StepHelp } from "./step-help";
import { Text } from "./text";

const said: Record<StepView["status"], string> = {
  todo: "à faire",
  current: "en cours",
  passed: "réussie",
  skipped: "passée",
};

/** One step: open while it is the one to do, one line before and after. */
export function StepItem({
  step,
  number,
  rules,
  frozen,
  pending,
  perform,
}: {
  step: StepView;
  number: number;
  rules: ExerciseRules;
  /** nothing can be done with it any more */
  frozen: boolean;
  pending: ExerciseAction["action"] | null;
  perform: (action: ExerciseAction) => Promise<boolean>;
}) {
  const current = step.status === "current" && !frozen;
  // the first thing that is missing is enough to go on
  const first = step.checks.find(({ message, question }) => message !== null && question === null);
  return (
    <li
      aria-current={current ? "step" : undefined}
      className={clsx(
        "exercise-step rounded-lg border",
        current ? "border-sea bg-paper" : "border-line",
      )}
      data-status={step.status}
    >
      <details open={current} key={current ? "open" : "closed"}>
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-3 rounded-lg px-3 py-2 sm:px-4 [&::-webkit-details-marker]:hidden">
          <Badge status={step.status} number={number} />
          <h3
            className={clsx(
              "mr-auto text-pretty font-semibold leading-snug",
              step.status === "todo" && "text-soft",
            )}
          >
            {step.title}
          </h3>
          <span className={clsx("shrink-0 text-sm", current ? "text-sea" : "text-soft")}>
            <span className="sr-only">Étape </span>
            {said[step.status]}
          </span>
          <ChevronDown className="exercise-chevron size-4 shrink-0 text-soft" aria-hidden />
        </summary>
        <div className="grid gap-4 px-3 pb-4 sm:px-4">
          <Text blocks={step.task} />
          <ul className="exercise-list grid gap-2">
            {step.checks.map((check) => (
              <CheckLine
                key={check.id}
                check={check}
                active={current}
                speaks={check === first || check.question !== null}
                pending={pending === "answer"}
                onAnswer={(text) => perform({ action: "answer", check: check.id, text })}
              />
            ))}
          </ul>
          {frozen || step.status === "todo" ? null : (
            <StepHelp step={step} rules={rules} pending={pending} perform={perform} />
          )}
        </div>
      </details>
    </li>
  );
}

function Badge({ status, number }: { status: StepView["status"]; number: number }) {
  const look = "exercise-badge grid size-7 shrink-0 place-items-center rounded-full text-sm";
  if (status === "passed")
    return (
      <span className={clsx(look, "bg-sea text-paper")}>
        <Check className="size-4.5" strokeWidth={3} aria-hidden />
      </span>
    );
  if (status === "skipped")
    return (
      <span className={clsx(look, "bg-brass-wash text-brass")}>
        <FastForward className="size-4" aria-hidden />
      </span>
    );
  const current = status === "current";
  return (
    <span
      aria-hidden
      className={clsx(
        look,
        "border-2 font-semibold tabular-nums",
        current ? "border-sea text-sea" : "border-edge text-soft",
      )}
    >
      {number}
    </span>
  );
}
