import { Eye, Keyboard as KeyboardIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { sessionOf } from "@/components/terminal/sessions";
import { buttonClass } from "@/components/ui/button";
import type { WatchNotice } from "@/lib/protocol/watch";
import { activeTerminalOf } from "./active-terminal";
import type { RunningView } from "./panes/pane";
import { hint, workspace } from "./store";
import { useNow } from "./use-now";
import { looking } from "./watch-words";

/**
 * Who looks at the learner's terminal, for as long as they do, and whether they may type too: the
 * learner's to say, and to take back. Never takes the keyboard: what is being typed answers nothing.
 */
export function WatchNotices({ view }: { view: RunningView }) {
  const watches = view.watches ?? [];
  const quiet = watches.flatMap(({ name, keyboard }) => (keyboard.state === "none" ? [name] : []));
  const said = [
    quiet.length === 0 ? "" : looking(quiet),
    ...watches.flatMap(({ name, keyboard }) => {
      if (keyboard.state === "asked")
        return [`${name} demande à taper dans votre terminal. Répondez au-dessus du terminal.`];
      return keyboard.state === "shared" ? [`${name} tape avec vous dans votre terminal.`] : [];
    }),
  ];
  return (
    <>
      <p role="status" className="sr-only">
        {said.join(" ")}
      </p>
      {quiet.length === 0 ? null : (
        <p className="flex shrink-0 items-center gap-3 border-line border-b bg-sea-wash px-4 py-2 text-sm">
          <Eye className="size-4.5 shrink-0 text-sea" aria-hidden />
          {looking(quiet)}
        </p>
      )}
      {watches.map((watch) =>
        watch.keyboard.state === "none" ? null : (
          <KeyboardNotice key={watch.id} watch={watch} view={view} />
        ),
      )}
    </>
  );
}

function KeyboardNotice({ watch, view }: { watch: WatchNotice; view: RunningView }) {
  const { id, name, keyboard } = watch;
  const request = keyboard.state === "asked" ? keyboard.request : 0;
  const answer = (allow: boolean) => {
    if (!answered(view, allow, watch))
      hint(
        "La connexion est coupée\u00a0: votre réponse n’est pas partie. Réessayez dans un instant.",
      );
  };
  return (
    <section
      aria-label={`Clavier partagé avec ${name}`}
      className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-brass-wash px-4 py-2 text-sm"
    >
      <KeyboardIcon className="size-4.5 shrink-0 text-brass" aria-hidden />
      {keyboard.state === "asked" ? (
        <>
          <p className="min-w-48 flex-1">
            <strong>{name}</strong> regarde votre terminal et demande à y taper avec vous.{" "}
            <Left until={keyboard.until} />
          </p>
          <span className="flex gap-2">
            <button
              type="button"
              className={buttonClass("outline", "text-sm")}
              onClick={() => answer(false)}
            >
              Refuser
            </button>
            <Accept key={`${id} ${request}`} onAccept={() => answer(true)} />
          </span>
        </>
      ) : (
        <>
          <p className="min-w-48 flex-1">
            <strong>{name}</strong> et vous tapez tous les deux dans ce terminal.
          </p>
          <button
            type="button"
            className={buttonClass("primary", "text-sm")}
            onClick={() => answer(false)}
          >
            Reprendre le clavier
          </button>
        </>
      )}
    </section>
  );
}

/** By one of the windows on this page, whose word it is that counts. */
function answered(view: RunningView, allow: boolean, { id, keyboard }: WatchNotice): boolean {
  const request = keyboard.state === "asked" ? keyboard.request : 0;
  const active = activeTerminalOf(workspace.get())?.id;
  const ids = view.terminals.map((terminal) => terminal.id);
  return [...ids.filter((each) => each === active), ...ids].some((each) =>
    sessionOf(view.id, each).answerKeyboard(allow, id, request),
  );
}

/** A click that was on its way to something else when the question came answers nothing, ms. */
const settleMs = 800;

function Accept({ onAccept }: { onAccept: () => void }) {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settleMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <button
      type="button"
      className={buttonClass("primary", "text-sm")}
      disabled={!settled}
      onClick={onAccept}
    >
      Accepter
    </button>
  );
}

function Left({ until }: { until: string }) {
  const { clockOffset } = workspace.get();
  const left = Math.max(0, Math.ceil((Date.parse(until) - useNow(1_000) - clockOffset) / 1_000));
  return (
    <span aria-hidden className="text-soft tabular-nums">
      Sans réponse, ce sera non dans {left}&nbsp;s.
    </span>
  );
}
