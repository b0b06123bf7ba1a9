"use client";

import { Hand, Lightbulb, RotateCcw, TriangleAlert, WifiOff } from "lucide-react";
import { memo } from "react";
import type { Need } from "@/lib/live/rank";
import type { LiveCard } from "@/lib/protocol/live";
import { fromNow, since, stateWord } from "./words";

const icons = { hand: Hand, stuck: TriangleAlert } as const;

/** One learner: who, how, where, and since when. */
export const LearnerCard = memo(function LearnerCard({
  card,
  need,
  now,
  selected,
  onSelect,
}: {
  card: LiveCard;
  need: Need;
  /** the site's clock, ms; changes only as often as something on the card may */
  now: number;
  selected: boolean;
  onSelect: (place: string) => void;
}) {
  const { name, work, lesson, commands } = card;
  const Icon =
    need === "hand" || need === "stuck" ? icons[need] : card.presence === "lost" ? WifiOff : null;
  const last = commands.at(-1);
  return (
    <button
      type="button"
      data-need={need}
      aria-pressed={selected}
      className="live-card"
      onClick={() => onSelect(card.place)}
    >
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
        <span className="live-state">
          {Icon === null ? null : <Icon className="size-3.5 shrink-0 self-center" aria-hidden />}
          {stateWord({ card, need })}
          {need === "hand" && card.handRaisedAt !== null && now - card.handRaisedAt >= 60_000
            ? ` · ${since(now - card.handRaisedAt)}`
            : ""}
        </span>
      </span>
      {card.presence === "away" ? null : (
        <>
          <span className="truncate text-sm">
            {work === null ? (lesson?.title ?? "Hors des leçons") : work.title}
          </span>
          {work === null ? (
            <span className="truncate text-soft text-xs">
              {lesson === null ? "" : "Aucun exercice commencé ici"}
            </span>
          ) : (
            <Progress work={work} now={now} />
          )}
          <span className="live-command" data-empty={last === undefined ? "" : undefined}>
            {last === undefined ? "" : `$ ${last.text}`}
          </span>
        </>
      )}
    </button>
  );
});

function Progress({ work, now }: { work: NonNullable<LiveCard["work"]>; now: number }) {
  const { step, steps, passed, checks, attempts, hints, solution, done } = work;
  return (
    <>
      <span className="flex items-center gap-2 text-soft text-xs tabular-nums">
        <span className="truncate">
          {done ? "Terminé" : `Étape ${step.number}/${steps}`}
          {done ? "" : <span aria-hidden> · {step.title}</span>}
        </span>
        {done ? null : (
          <span className="ml-auto shrink-0">
            <span className="sr-only">, </span>
            {fromNow(now - work.since)}
          </span>
        )}
      </span>
      <span className="flex items-center gap-2 text-soft text-xs tabular-nums">
        <span className="live-meter" aria-hidden>
          <span style={{ width: `${Math.round((100 * passed) / Math.max(1, checks))}%` }} />
        </span>
        <span>
          {passed}/{checks}
          <span className="sr-only"> vérifications passées</span>
        </span>
        <Count icon={RotateCcw} count={attempts} word="essais" />
        <Count icon={Lightbulb} count={hints.shown.length} word="indices vus" />
        {solution ? <span className="text-brass">solution</span> : null}
      </span>
    </>
  );
}

function Count({ icon: Icon, count, word }: { icon: typeof Hand; count: number; word: string }) {
  if (count === 0) return null;
  return (
    <span className="flex items-center gap-0.5" title={word}>
      <Icon className="size-3" aria-hidden />
      {count}
      <span className="sr-only"> {word}</span>
    </span>
  );
}
