import { Info } from "lucide-react";

/** A passing remark, over the foot of the terminal, that takes no click and no place. */
export function HintNotice({ hint }: { hint: string | null }) {
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-4 bottom-4 z-20 flex justify-center"
    >
      {hint === null ? null : (
        <p className="flex max-w-lg items-start gap-3 rounded-xl border border-line bg-surface px-4 py-3 text-pretty text-sm shadow-(--shadow)">
          <Info className="mt-0.5 size-4.5 shrink-0 text-sea" aria-hidden />
          {hint}
        </p>
      )}
    </div>
  );
}
