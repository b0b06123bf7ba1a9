"use client";

import { ChartColumn, Hand, MessageSquarePlus, X } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { Line, Text } from "@/components/exercise/text";
import { buttonClass, iconButtonClass } from "@/components/ui/button";
import type { Ranked } from "@/lib/live/rank";
import type { LiveCard } from "@/lib/protocol/live";
import { TerminalSlot } from "./terminal-slot";
import { fromNow, since, stateWord, workspaceWord } from "./words";

/** All that is known of one learner now, beside the grid; over it on a narrow screen. */
export function LearnerPanel({
  classId,
  ranked,
  now,
  onClose,
  onWrite,
  onLower,
}: {
  classId: string;
  ranked: Ranked;
  now: number;
  onClose: () => void;
  onWrite: () => void;
  onLower: () => void;
}) {
  const { card } = ranked;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [card.place]);
  return (
    <aside
      aria-labelledby="apprenant"
      className="live-panel"
      onKeyDown={({ key, target }) => {
        // in a terminal it is the terminal's
        const typed = target instanceof Element && target.closest(".xterm") !== null;
        if (key === "Escape" && !typed) onClose();
      }}
    >
      <header className="flex items-start gap-2">
        <h2
          id="apprenant"
          ref={heading}
          tabIndex={-1}
          className="min-w-0 flex-1 pt-1.5 text-2xl [overflow-wrap:anywhere] focus-visible:outline-none"
        >
          {card.name}
        </h2>
        <button type="button" aria-label="Fermer" className={iconButtonClass()} onClick={onClose}>
          <X className="size-5" aria-hidden />
        </button>
      </header>
      <p className="text-soft">
        {stateWord(ranked)}
        {card.handRaisedAt === null ? "" : ` ${fromNow(now - card.handRaisedAt)}`}
        {card.seenAt === null ? "" : ` ${fromNow(now - card.seenAt)}`}
        {card.workspace === null ? "" : ` · ${workspaceWord[card.workspace]}`}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {card.waiting ? null : (
          <button type="button" className={buttonClass("outline", "px-3!")} onClick={onWrite}>
            <MessageSquarePlus className="size-4" aria-hidden />
            Écrire
          </button>
        )}
        {card.handRaisedAt === null ? null : (
          <button type="button" className={buttonClass("outline", "px-3!")} onClick={onLower}>
            <Hand className="size-4" aria-hidden />
            Baisser sa main
          </button>
        )}
        <Link
          href={`/classes/${classId}/resultats/${card.place}`}
          className={buttonClass("quiet", "px-3!")}
        >
          <ChartColumn className="size-4" aria-hidden />
          Ses résultats
        </Link>
      </div>
      {card.lesson === null ? null : (
        <p className="mt-4 text-sm">
          <span className="text-soft">Leçon ouverte&nbsp;: </span>
          <Link href={card.lesson.href} className="text-sea underline underline-offset-4">
            {card.lesson.title}
          </Link>
        </p>
      )}
      {card.work === null ? (
        card.lesson === null ? null : (
          <p className="mt-2 text-soft text-sm">Aucun exercice de cette leçon n’est commencé.</p>
        )
      ) : (
        <Work work={card.work} now={now} />
      )}
      <TerminalSlot classId={classId} card={card} />
      <Commands commands={card.commands} now={now} />
    </aside>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const marks = { passed: "✓", skipped: "–", notYet: "✗", todo: "·" } as const;
const markWords = { passed: "validé", skipped: "passé", notYet: "pas encore", todo: "à faire" };

function Work({ work, now }: { work: NonNullable<LiveCard["work"]>; now: number }) {
  const { hints } = work;
  return (
    <section aria-labelledby="etape" className="mt-5">
      <p className="text-soft text-sm">{work.title}</p>
      <h3 id="etape" className="mt-0.5 text-lg">
        {work.done
          ? "Exercice terminé"
          : `Étape ${work.step.number} sur ${work.steps} : ${work.step.title}`}
      </h3>
      <p className="text-soft text-sm tabular-nums">
        {work.done ? "" : `${capital(fromNow(now - work.since))} · `}
        {work.passed} vérifications passées sur {work.checks}
        {work.attempts > 0 ? ` · ${work.attempts} essais à cette étape` : ""}
        {work.solution ? " · solution demandée" : ""}
      </p>
      {work.done ? null : (
        <ul className="mt-3 grid gap-2">
          {work.list.map((check) => (
            <li key={check.id} className="grid grid-cols-[1rem_1fr] gap-x-2">
              <span aria-hidden className={check.status === "passed" ? "text-sea" : "text-soft"}>
                {marks[check.status]}
              </span>
              <div className="min-w-0">
                <span className="sr-only">{markWords[check.status]} : </span>
                <Line inlines={check.title} />
                {check.message === null ? null : (
                  <p className="mt-1 rounded-lg bg-brass-wash px-3 py-2 text-sm [overflow-wrap:anywhere]">
                    <Line inlines={check.message} />
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {hints.shown.length === 0 ? null : (
        <details className="mt-3">
          <summary className="min-h-8 font-medium text-sm">
            Indices vus&nbsp;: {hints.shown.length} sur {hints.of}
          </summary>
          <ol className="mt-2 grid list-decimal gap-2 pl-6 text-sm">
            {hints.shown.map((hint, index) => (
              <li key={index}>
                <Text blocks={hint} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function Commands({ commands, now }: { commands: LiveCard["commands"]; now: number }) {
  if (commands.length === 0) return null;
  return (
    <section aria-labelledby="commandes" className="mt-5">
      <h3 id="commandes" className="text-lg">
        Dernières commandes
      </h3>
      <ol className="mt-2 grid gap-1">
        {commands.toReversed().map(({ text, at }, index) => (
          <li
            key={`${at} ${commands.length - index}`}
            className="flex items-baseline gap-3 border-line border-b pb-1 last:border-b-0"
          >
            <code className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">{text}</code>
            <span className="shrink-0 text-soft text-xs tabular-nums">{since(now - at)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
