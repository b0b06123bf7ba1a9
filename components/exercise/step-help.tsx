import { FastForward, KeyRound, Lightbulb } from "lucide-react";
import { useState } from "react";
import { CodeBlock } from "@/components/lesson/code-block";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import type { ExerciseAction, ExerciseRules, StepView } from "@/lib/protocol/exercise";
import { Text } from "./text";

const small =
  "inline-flex min-h-11 items-center gap-2 rounded-lg px-3 font-semibold text-sm text-soft hover:bg-sunken hover:text-ink disabled:opacity-60";

/** Hints one at a time, then the solution, then going on without. */
export function StepHelp({
  step,
  rules,
  pending,
  perform,
}: {
  step: StepView;
  rules: ExerciseRules;
  pending: ExerciseAction["action"] | null;
  perform: (action: ExerciseAction) => Promise<boolean>;
}) {
  const [asking, setAsking] = useState<"solution" | "skip" | null>(null);
  const { shown, of } = step.hints;
  const current = step.status === "current";
  const confirm = (action: "solution" | "skip") => {
    setAsking(null);
    void perform({ action, step: step.id });
  };
  return (
    <div className="grid gap-3">
      {shown.length > 0 ? (
        <ol className="exercise-list grid gap-2" aria-label="Indices">
          {shown.map((hint, index) => (
            <li key={index} className="rounded-lg border border-line px-4 py-3 text-sm">
              <p className="mb-1 font-semibold text-brass">
                Indice {index + 1} sur {of}
              </p>
              <Text blocks={hint} />
            </li>
          ))}
        </ol>
      ) : null}
      {step.solution === null ? null : (
        <div className="rounded-lg border border-line bg-sunken py-1 pl-4">
          <p className="flex items-center justify-between text-soft text-sm">
            Une solution
            <CopyButton text={step.solution} label="Copier la solution" />
          </p>
          <CodeBlock label="Solution" className="pr-4 pb-3 text-sm">
            {step.solution}
          </CodeBlock>
        </div>
      )}
      {current ? (
        <div className="no-print -mx-3 flex flex-wrap">
          {shown.length < of ? (
            <button
              type="button"
              className={small}
              disabled={pending !== null}
              onClick={() => void perform({ action: "hint", step: step.id })}
            >
              <Lightbulb className="size-4" aria-hidden />
              {shown.length === 0 ? "Un indice" : "Un autre indice"}
              <span className="font-normal tabular-nums">
                ({shown.length + 1}/{of})
              </span>
            </button>
          ) : null}
          {step.solution === null && rules.solutions ? (
            <button type="button" className={small} onClick={() => setAsking("solution")}>
              <KeyRound className="size-4" aria-hidden />
              Voir la solution
            </button>
          ) : null}
          {rules.solutions ? (
            <button type="button" className={small} onClick={() => setAsking("skip")}>
              <FastForward className="size-4" aria-hidden />
              Passer cette étape
            </button>
          ) : null}
        </div>
      ) : null}
      <ConfirmDialog
        open={asking === "solution"}
        title="Voir la solution ?"
        action="Montrer la solution"
        onCancel={() => setAsking(null)}
        onConfirm={() => confirm("solution")}
      >
        <p>
          Les commandes de cette étape s’afficheront. Vous pourrez toujours la réussir
          vous-même&nbsp;; il sera noté que vous avez consulté la solution.
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "skip"}
        title="Passer cette étape ?"
        action="Passer l’étape"
        onCancel={() => setAsking(null)}
        onConfirm={() => confirm("skip")}
      >
        <p>
          La solution sera tapée sous vos yeux dans votre terminal, et l’étape marquée comme passée,
          non comme réussie. La suivante pourra commencer.
        </p>
      </ConfirmDialog>
    </div>
  );
}
