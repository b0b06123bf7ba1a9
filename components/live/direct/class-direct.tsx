"use client";

import clsx from "clsx";
import { Hand, MessageSquarePlus, Pin, PinOff, WifiOff } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { send, troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";
import { useStore } from "@/components/workspace/create-store";
import { useNow } from "@/components/workspace/use-now";
import { isPresent, type Ranked, rank } from "@/lib/live/rank";
import { moveByArrows } from "./arrows";
import { GridStore } from "./grid-store";
import { LearnerCard } from "./learner-card";
import { LearnerPanel } from "./learner-panel";
import { MessageDialog, type Recipient } from "./message-dialog";
import { useOrder } from "./use-order";
import { summary } from "./words";

const filters = [
  { id: "tous", label: "Tous", keeps: () => true },
  { id: "mains", label: "Mains levées", keeps: ({ need }: Ranked) => need === "hand" },
  { id: "bloques", label: "Bloqués", keeps: ({ need }: Ranked) => need === "stuck" },
  { id: "absents", label: "Absents", keeps: ({ card }: Ranked) => !isPresent(card) },
] as const;
type Filter = (typeof filters)[number]["id"];

/** Times and order are looked at again this often, ms. */
const lookMs = 5_000;

const setQuery = (change: (query: URLSearchParams) => void, push: boolean) => {
  const url = new URL(location.href);
  change(url.searchParams);
  if (push) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
};

/** A class as it works: one card for each learner, whoever needs help first. */
export function ClassDirect({ classId, door }: { classId: string; door: ReactNode }) {
  const store = useMemo(() => new GridStore(classId), [classId]);
  useEffect(() => store.begin(), [store]);
  const { cards, line, offset } = useStore(store.state);
  const now = useNow(lookMs) + offset;
  const query = useSearchParams();
  const filter = filters.find(({ id }) => id === query.get("vue")) ?? filters[0];
  const chosen = query.get("apprenant");
  const [frozen, setFrozen] = useState(false);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [to, setTo] = useState<Recipient | null>(null);
  const [said, setSaid] = useState("");
  const last = useRef<HTMLElement | null>(null);

  const all = useMemo(() => rank([...(cards?.values() ?? [])], now), [cards, now]);
  const ordered = useOrder(all, frozen || pointed || focused);
  const shown = ordered.filter(filter.keeps);
  const selected = all.find(({ card }) => card.place === chosen);
  const present = all.filter(({ card }) => isPresent(card)).length;
  const hands = all.filter(({ need }) => need === "hand").length;
  const stuck = all.filter(({ need }) => need === "stuck").length;

  const select = useCallback((place: string) => {
    last.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setQuery((params) => params.set("apprenant", place), true);
  }, []);
  const close = () => {
    setQuery((params) => params.delete("apprenant"), false);
    last.current?.focus();
  };
  const lower = async (place: string | null) => {
    try {
      await send(`/api/classes/${classId}/hands`, { place });
      setSaid("");
    } catch (error) {
      setSaid(troubleOf(error));
    }
  };

  if (line === "over")
    return (
      <p role="alert" className="mt-8 rounded-lg bg-brass-wash px-4 py-3 text-lg">
        Cette classe ne vous est plus ouverte en direct&nbsp;: elle est archivée, ou vous n’en êtes
        plus formateur. Rechargez la page pour le vérifier.
      </p>
    );
  return (
    <>
      <div className="mt-1 flex flex-wrap items-center gap-x-5 gap-y-2">
        <p className="text-lg text-soft tabular-nums">
          {cards === null ? "Un instant…" : summary(present, hands, stuck)}
        </p>
        <LineState line={line} />
      </div>
      <Announcer ranked={all} />
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <fieldset aria-label="Montrer" className="flex flex-wrap gap-1">
          {filters.map(({ id, label, keeps }) => (
            <button
              key={id}
              type="button"
              aria-pressed={filter.id === id}
              className="live-filter"
              onClick={() => setFilter(id)}
            >
              {label}
              <span className="text-soft tabular-nums">{all.filter(keeps).length}</span>
            </button>
          ))}
        </fieldset>
        <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0">
          <button
            type="button"
            aria-pressed={frozen}
            title={frozen ? "Les cartes ne changent plus de place" : "Trié par besoin d’aide"}
            className={buttonClass("quiet", "px-3!")}
            onClick={() => setFrozen(!frozen)}
          >
            {frozen ? (
              <PinOff className="size-4" aria-hidden />
            ) : (
              <Pin className="size-4" aria-hidden />
            )}
            <span className="max-sm:sr-only">{frozen ? "Trier à nouveau" : "Figer l’ordre"}</span>
          </button>
          {hands === 0 ? null : (
            <button
              type="button"
              title="Baisser toutes les mains"
              className={buttonClass("quiet", "px-3!")}
              onClick={() => void lower(null)}
            >
              <Hand className="size-4" aria-hidden />
              <span className="max-sm:sr-only">Baisser toutes les mains</span>
            </button>
          )}
          <button
            type="button"
            className={buttonClass("primary", "px-4!")}
            onClick={() => setTo({ place: null, name: "toute la classe" })}
          >
            <MessageSquarePlus className="size-4" aria-hidden />
            Écrire à la classe
          </button>
        </div>
      </div>
      <p role="status" className={clsx("mt-2 text-soft empty:mt-0")}>
        {said}
      </p>
      {cards !== null && !all.some(({ card }) => card.presence !== "away") ? (
        <section className="mt-6" aria-label="Personne n’est encore là">
          <p className="mb-4 text-lg">
            Personne n’est encore là. Les apprenants apparaissent ici dès qu’ils ouvrent le site.
          </p>
          <div className="max-w-[56rem]">{door}</div>
        </section>
      ) : null}
      <div className="live-room" data-panel={selected === undefined ? undefined : ""}>
        <ul
          aria-label="Apprenants"
          className="live-grid"
          onPointerEnter={({ pointerType }) => setPointed(pointerType === "mouse")}
          onPointerLeave={() => setPointed(false)}
          onFocus={({ target }) => setFocused(target.matches(":focus-visible"))}
          onBlur={() => setFocused(false)}
          onKeyDown={moveByArrows}
        >
          {shown.map(({ card, need }) => (
            <li key={card.place}>
              <LearnerCard
                card={card}
                need={need}
                now={now - (now % lookMs)}
                selected={card.place === chosen}
                onSelect={select}
              />
            </li>
          ))}
        </ul>
        {selected === undefined ? null : (
          <LearnerPanel
            classId={classId}
            ranked={selected}
            now={now}
            onClose={close}
            onWrite={() => setTo({ place: selected.card.place, name: selected.card.name })}
            onLower={() => void lower(selected.card.place)}
          />
        )}
      </div>
      {cards !== null && all.length > 0 && shown.length === 0 ? (
        <p className="mt-4 text-soft">Personne ne répond à ce filtre.</p>
      ) : null}
      <MessageDialog classId={classId} to={to} onClose={() => setTo(null)} onSent={setSaid} />
    </>
  );
}

const setFilter = (id: Filter) =>
  setQuery((params) => (id === "tous" ? params.delete("vue") : params.set("vue", id)), false);

function LineState({ line }: { line: "connecting" | "live" | "lost" }) {
  return (
    <p role="status" className="flex items-center gap-2 text-sm">
      {line === "lost" ? (
        <span className="flex items-center gap-2 rounded-lg bg-coral-wash px-3 py-1.5 text-coral">
          <WifiOff className="size-4" aria-hidden />
          Ligne coupée&nbsp;: ce qui suit n’est plus à jour. Nouvelle tentative en cours…
        </span>
      ) : line === "live" ? (
        <span className="flex items-center gap-2 text-soft">
          <span className="size-2 rounded-full bg-sea" aria-hidden />
          En direct
        </span>
      ) : null}
    </p>
  );
}

/** Says to screen readers whose hand has gone up, and no more. */
function Announcer({ ranked }: { ranked: readonly Ranked[] }) {
  const up = ranked.filter(({ card }) => card.handRaisedAt !== null);
  const newest = up.toSorted((a, b) => (b.card.handRaisedAt ?? 0) - (a.card.handRaisedAt ?? 0))[0];
  return (
    <p role="status" className="sr-only">
      {newest === undefined ? "" : `${newest.card.name} lève la main.`}
    </p>
  );
}
