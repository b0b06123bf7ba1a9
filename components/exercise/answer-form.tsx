import { useId, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import type { CheckView } from "@/lib/protocol/exercise";
import { Line } from "./text";

/** Asks for what the learner has found. */
export function AnswerForm({
  id,
  question,
  pending,
  onAnswer,
}: {
  id: string;
  question: NonNullable<CheckView["question"]>;
  pending: boolean;
  onAnswer: (text: string) => Promise<boolean>;
}) {
  const field = useId();
  const [text, setText] = useState(question.given ?? "");
  return (
    <form
      className="no-print grid gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") void onAnswer(text.trim());
      }}
    >
      <label htmlFor={field}>
        <Line inlines={question.text} />
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={field}
          name={id}
          value={text}
          maxLength={500}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-describedby={question.hint ? `${field}-hint` : undefined}
          className="min-h-11 min-w-0 flex-1 basis-40 rounded-lg border border-edge bg-surface px-3 font-mono"
          onChange={(event) => setText(event.target.value)}
        />
        <button
          type="submit"
          className={buttonClass("primary")}
          disabled={pending || text.trim() === ""}
        >
          Vérifier
        </button>
      </div>
      {question.hint ? (
        <p id={`${field}-hint`} className="text-soft text-sm">
          <Line inlines={question.hint} />
        </p>
      ) : null}
    </form>
  );
}
