import { BookOpen, GraduationCap, SpellCheck } from "lucide-react";
import type { Found } from "@/lib/search/engine";
import { Pieces } from "./pieces";

const icons = { lesson: BookOpen, term: SpellCheck, guide: GraduationCap };

/** One result, as the dialog and the page show it. */
export function FoundItem({ found }: { found: Found }) {
  const { kind, context } = found.document;
  const Icon = icons[kind];
  return (
    <span className="grid grid-cols-[auto_1fr] gap-x-3">
      <Icon className="mt-1 size-4 text-soft" aria-hidden />
      <span className="min-w-0">
        <span className="block font-display font-semibold text-lg leading-snug">
          <Pieces pieces={found.title} />
        </span>
        <span className="block text-soft text-sm">
          {kind === "lesson" ? (
            <>Leçon · {context}</>
          ) : kind === "guide" ? (
            context
          ) : (
            <>
              Glossaire · <i lang="en">{context}</i>
            </>
          )}
        </span>
        <span className="mt-1 block text-pretty text-[0.95rem] leading-snug [overflow-wrap:anywhere]">
          <Pieces pieces={found.excerpt} />
        </span>
      </span>
    </span>
  );
}
