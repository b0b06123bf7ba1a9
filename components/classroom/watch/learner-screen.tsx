"use client";

import { MonitorOff, TerminalSquare } from "lucide-react";
import dynamic from "next/dynamic";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { WatchView } from "@/lib/protocol/watch";
import { KeyboardBar } from "./keyboard-bar";
import { useWatch } from "./use-watch";

const WatchedScreen = dynamic(
  () => import("./watched-screen").then((module) => module.WatchedScreen),
  { ssr: false, loading: () => <Quiet>Chargement…</Quiet> },
);

/**
 * A learner's terminals, live: all their tabs, as they are on the learner's page. The learner is
 * told for as long as this is on the page and in sight. Fills the height it is given.
 */
export function LearnerScreen({
  classId,
  place,
  name,
}: {
  classId: string;
  place: string;
  /** whose */
  name: string;
}) {
  const state = useWatch(classId, place);
  const path = `/api/classes/${classId}/watch/${place}`;
  return (
    <section
      aria-label={`Écran de ${name}`}
      className="flex h-full min-h-0 w-full flex-col overflow-hidden bg-paper"
    >
      {state.phase === "on" ? (
        <Shown path={path} name={name} view={state.view} lost={state.lost} />
      ) : (
        <Quiet icon={state.phase === "over"}>
          {state.phase === "connecting" ? "Connexion…" : state.message}
        </Quiet>
      )}
    </section>
  );
}

function Shown({
  path,
  name,
  view,
  lost,
}: {
  path: string;
  name: string;
  view: WatchView;
  lost: boolean;
}) {
  const [chosen, setChosen] = useState<number | null>(null);
  const { workspace, watch, keyboard } = view;
  const terminals = workspace?.terminals ?? [];
  const active = terminals.find(({ id }) => id === chosen) ?? terminals[0] ?? null;
  return (
    <>
      <div className="flex h-11 shrink-0 items-stretch border-line border-b bg-surface">
        <Tabs ids={terminals.map(({ id }) => id)} active={active?.id ?? null} choose={setChosen} />
        <p role="status" className="ml-auto flex items-center gap-2 px-4 text-sm">
          <span aria-hidden className={`size-2.5 rounded-full ${lost ? "bg-brass" : "bg-sea"}`} />
          {lost ? "Reconnexion…" : "En direct"}
        </p>
      </div>
      <div role="tabpanel" id={panelId} aria-label="Terminal" className="relative min-h-0 flex-1">
        {workspace === null || active === null ? (
          <Quiet icon>
            {workspace === null
              ? `${name} n’a pas d’espace de travail ouvert. Son écran s’affichera ici dès qu’il y en aura un.`
              : `${name} a fermé tous ses terminaux.`}
          </Quiet>
        ) : (
          <WatchedScreen
            key={`${watch}/${workspace.id}/${active.id}`}
            url={`${path}/${watch}/terminals/${active.id}/socket`}
            typing={keyboard.state === "shared"}
          />
        )}
      </div>
      <KeyboardBar path={path} name={name} view={view} />
    </>
  );
}

const panelId = "ecran-regarde";

/** As tabs: arrow keys go from one to the next (WAI-ARIA Authoring Practices). */
function Tabs({
  ids,
  active,
  choose,
}: {
  ids: readonly number[];
  active: number | null;
  choose: (id: number) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || active === null) return;
    const to = ids[(ids.indexOf(active) + step + ids.length) % ids.length];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
    list.current?.querySelector<HTMLElement>(`[data-tab="${to}"]`)?.focus();
  };
  if (ids.length === 0) return null;
  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Terminaux"
      className="flex min-w-0 items-stretch overflow-x-auto [scrollbar-width:none]"
      onKeyDown={onKeyDown}
    >
      {ids.map((id) => (
        <button
          key={id}
          type="button"
          role="tab"
          data-tab={id}
          aria-selected={id === active}
          aria-controls={panelId}
          tabIndex={id === active ? 0 : -1}
          className="-outline-offset-3 flex items-center gap-2 whitespace-nowrap border-line border-r px-4 text-sm text-soft hover:text-ink aria-selected:bg-paper aria-selected:text-ink"
          onClick={() => choose(id)}
        >
          <TerminalSquare className="size-4" aria-hidden />
          Terminal {id}
        </button>
      ))}
    </div>
  );
}

function Quiet({ children, icon = false }: { children: ReactNode; icon?: boolean }) {
  return (
    <div className="grid h-full min-h-40 flex-1 place-items-center p-6">
      <div role="status" className="grid max-w-[44ch] justify-items-center gap-3 text-center">
        {icon ? <MonitorOff className="size-8 text-soft" aria-hidden /> : null}
        <p className="text-pretty text-soft">{children}</p>
      </div>
    </div>
  );
}
