import { Maximize2, Monitor } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { LearnerScreen } from "@/components/classroom/watch/learner-screen";
import { buttonClass } from "@/components/ui/button";
import type { LiveCard } from "@/lib/protocol/live";

/**
 * Where a learner's terminal is seen from their panel: between what they do and what they typed.
 * Only when it is asked for, since the learner is told and it is noted.
 */
export function TerminalSlot({ classId, card }: { classId: string; card: LiveCard }) {
  const { place, name, waiting } = card;
  const [watched, setWatched] = useState<string | null>(null);
  if (waiting) return null;
  const shown = watched === place;
  return (
    <section aria-label="Son terminal" className="mt-5">
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          aria-expanded={shown}
          className={buttonClass("outline", "px-3!")}
          onClick={() => setWatched(shown ? null : place)}
        >
          <Monitor className="size-4" aria-hidden />
          {shown ? "Ne plus regarder" : "Voir son écran"}
        </button>
        <Link
          href={`/classes/${classId}/direct/${place}`}
          className={buttonClass("quiet", "px-3!")}
        >
          <Maximize2 className="size-4" aria-hidden />
          En grand
        </Link>
      </div>
      {shown ? (
        <div className="mt-3 h-80 overflow-hidden rounded-lg border border-line">
          <LearnerScreen classId={classId} place={place} name={name} />
        </div>
      ) : null}
    </section>
  );
}
