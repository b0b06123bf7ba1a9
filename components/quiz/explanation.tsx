import clsx from "clsx";
import { CircleCheck, CircleX } from "lucide-react";
import { RichText } from "@/components/lesson/rich-text";

/** Below an item once the answer is checked: whether it is right, and why. */
export function Explanation({ right, text }: { right: boolean; text: string | null }) {
  const Icon = right ? CircleCheck : CircleX;
  return (
    <p className={clsx("mt-1 flex gap-2 text-[0.95em]", right ? "text-sea" : "text-coral")}>
      <Icon className="mt-1 size-4 shrink-0" aria-hidden />
      <span>
        <span className="font-semibold">{right ? "Juste." : "Non."}</span>{" "}
        {text === null ? null : (
          <span className="text-ink">
            <RichText text={text} />
          </span>
        )}
      </span>
    </p>
  );
}
