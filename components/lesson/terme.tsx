import { type ReactNode, useId } from "react";
import type { Term } from "@/lib/content/schema/glossary";
import { typography } from "@/lib/content/typography";
import { RichText } from "./rich-text";

/**
 * A word of the glossary. A native popover: a press opens its card without any script,
 * Esc or a press elsewhere closes it; terme-hover.tsx adds opening on hover and focus.
 */
export function Terme({ term, children }: { term: Term; children: ReactNode }) {
  const card = `terme-${useId()}`;
  return (
    <>
      <button
        type="button"
        className="term"
        data-term
        popoverTarget={card}
        popoverTargetAction="show"
      >
        {children}
      </button>
      <span id={card} popover="auto" className="term-card not-italic no-print">
        <span className="font-bold font-display text-lg leading-tight">{typography(term.fr)}</span>
        {term.en.toLowerCase() === term.fr.toLowerCase() ? null : (
          <span className="text-soft text-sm">
            en anglais&nbsp;: <i lang="en">{term.en}</i>
          </span>
        )}
        <span className="mt-2">
          <RichText text={term.definition} />
        </span>
        <a
          href={`/glossaire#${term.id}`}
          className="mt-2 py-1 font-medium text-sea text-sm underline underline-offset-4"
        >
          Voir dans le glossaire
        </a>
      </span>
    </>
  );
}
