"use client";

import { Shapes, Table2 } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "@/components/workspace/create-store";
import type { PaneProps } from "@/components/workspace/panes/pane";
import { usePaneFocus } from "@/components/workspace/panes/store";
import { useWorkspaceState } from "@/components/workspace/store";
import { readStored, writeStored } from "@/components/workspace/stored";
import { useNow } from "@/components/workspace/use-now";
import { Details } from "./details";
import { EmptyEngine } from "./empty-engine";
import { engine, forgetEngine } from "./engine-store";
import { followEngine } from "./feed";
import { Links } from "./links";
import { exists, type ObjectRef, relatedTo, tokenOf } from "./objects";
import { QuaySection } from "./quay-section";
import { quaysOf } from "./quays";
import { type Selection, SelectionContext } from "./selection";
import { StatusLine } from "./status-line";
import { StrataSection } from "./strata-section";
import { Tables } from "./tables";
import { VolumesSection } from "./volumes-section";
import "./engine-view.css";

type Look = "drawing" | "tables";
const key = "escale.engine-view";

/** « Mon moteur » : what the learner's engine holds, as it changes. */
export function EnginePane({ view: workspace, shown }: PaneProps) {
  const { status, view, usage, fresh, said } = useStore(engine);
  const { clockOffset } = useWorkspaceState();
  const now = useNow(1_000) + clockOffset;
  const [look, setLook] = useState<Look>(() =>
    readStored(key).look === "tables" ? "tables" : "drawing",
  );
  const [selected, select] = useState<ObjectRef | null>(null);
  const [pointed, point] = useState<ObjectRef | null>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const id = workspace.id;

  useEffect(() => forgetEngine, [id]);
  useEffect(() => (shown ? followEngine() : undefined), [shown]);
  const takeKeyboard = useCallback(() => pane.current?.focus(), []);
  usePaneFocus("engine", takeKeyboard);

  const there = view !== null && selected !== null && exists(view, selected) ? selected : null;
  const centre = pointed ?? there;
  const related = useMemo(
    () => new Set(view === null || centre === null ? [] : relatedTo(view, centre).map(tokenOf)),
    [view, centre],
  );
  const selection = useMemo<Selection>(
    () => ({ selected: there, pointed, related, fresh, select, point }),
    [there, pointed, related, fresh],
  );
  const close = () => {
    const back = there === null ? null : objectElement(canvas.current, there);
    select(null);
    (back ?? pane.current)?.focus();
  };
  const choose = (next: Look) => {
    setLook(next);
    writeStored(key, { look: next });
  };

  return (
    <SelectionContext value={selection}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape, from wherever within */}
      <div
        ref={pane}
        tabIndex={-1}
        className="engine-pane"
        data-details={there === null ? undefined : ""}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || there === null) return;
          event.preventDefault();
          close();
        }}
      >
        <div className="engine-bar">
          <StatusLine status={status} view={view} />
          <LookSwitch look={look} onChoose={choose} />
        </div>
        <p role="status" className="sr-only">
          {said}
        </p>
        <div className="engine-room">
          <div className="engine-scroll" data-stale={status === "live" ? undefined : ""}>
            <div ref={canvas} className="engine-canvas">
              {view === null ? (
                <Loading />
              ) : isEmpty(view) ? (
                <EmptyEngine />
              ) : look === "tables" ? (
                <Tables view={view} usage={usage} />
              ) : (
                <>
                  <section className="engine-port" aria-labelledby="engine-containers">
                    <h2 id="engine-containers" className="engine-heading">
                      Conteneurs et réseaux
                    </h2>
                    {view.containers.length === 0 ? <NoContainer /> : null}
                    <div className="engine-quays">
                      {quaysOf(view).map((quay) => (
                        <QuaySection
                          key={quay.network?.id ?? "none"}
                          quay={quay}
                          usage={usage}
                          now={now}
                        />
                      ))}
                    </div>
                  </section>
                  {view.volumes.length === 0 ? null : <VolumesSection view={view} />}
                  {view.images.length === 0 ? null : <StrataSection view={view} />}
                  <Links canvas={canvas} from={centre} to={related} version={view} />
                </>
              )}
            </div>
          </div>
          {view === null || there === null ? null : (
            <Details view={view} selected={there} now={now} onClose={close} />
          )}
        </div>
      </div>
    </SelectionContext>
  );
}

const isEmpty = ({
  containers,
  images,
  volumes,
  networks,
}: NonNullable<ReturnType<typeof engine.get>["view"]>) =>
  containers.length + images.length + volumes.length === 0 &&
  networks.every(({ name }) => name === "bridge");

function objectElement(canvas: HTMLElement | null, ref: ObjectRef): HTMLElement | null {
  const token = tokenOf(ref);
  for (const element of canvas?.querySelectorAll("[data-object]") ?? [])
    if (element instanceof HTMLElement && element.dataset.object === token) return element;
  return null;
}

function Loading() {
  return (
    <p role="status" className="p-6 text-center text-soft">
      Regard sur votre moteur…
    </p>
  );
}

function NoContainer() {
  return (
    <p className="engine-note">
      Aucun conteneur. <code className="engine-code">docker run</code> en lance un, qui apparaîtra
      ici.
    </p>
  );
}

function LookSwitch({ look, onChoose }: { look: Look; onChoose: (look: Look) => void }) {
  const looks = [
    { id: "drawing", label: "Dessin", Icon: Shapes },
    { id: "tables", label: "Tableaux", Icon: Table2 },
  ] as const;
  return (
    <fieldset aria-label="Présentation" className="engine-switch">
      {looks.map(({ id, label, Icon }) => (
        <button key={id} type="button" aria-pressed={look === id} onClick={() => onChoose(id)}>
          <Icon className="size-4" aria-hidden />
          {label}
        </button>
      ))}
    </fieldset>
  );
}
