import { ChevronLeft, X } from "lucide-react";
import type { OurStart } from "@/lib/content/starting-points";
import { listHref, type Place } from "./place";
import { StartList } from "./start-list";
import { StartPanel } from "./start-panel";
import { useOffered } from "./use-offered";

const link =
  "flex h-11 items-center gap-1 rounded-lg px-2 font-semibold text-sm text-soft hover:bg-sunken hover:text-ink";

/** What stands beside the workspace: the list of ours, or one starting point. */
export function StartAside({
  place,
  ours,
  onShow,
}: {
  place: Exclude<Place, { kind: "closed" }>;
  ours: readonly OurStart[];
  onShow: () => void;
}) {
  return (
    <>
      <div className="sticky top-0 z-10 flex h-12 items-center border-line border-b bg-paper px-3">
        {place.kind === "start" ? (
          <a href={listHref} className={link}>
            <ChevronLeft className="size-4.5" aria-hidden />
            Points de départ
          </a>
        ) : null}
        <button
          type="button"
          className={`${link} ml-auto`}
          aria-label="Fermer les points de départ"
          onClick={() => {
            location.hash = "";
          }}
        >
          <X className="size-5" aria-hidden />
        </button>
      </div>
      <div className="px-5 py-5">
        {place.kind === "start" ? (
          <OneStart value={place.value} ours={ours} onShow={onShow} />
        ) : (
          <>
            <h2
              className="mb-2 font-display font-semibold text-2xl outline-none"
              tabIndex={-1}
              data-start
            >
              Points de départ
            </h2>
            <p className="mb-5 text-pretty text-soft">
              Des fichiers et des commandes pour commencer quelque chose. Vous enregistrez et lancez
              ce que vous voulez, rien ne se fait sans vous.
            </p>
            <StartList ours={ours} />
          </>
        )}
      </div>
    </>
  );
}

function OneStart({
  value,
  ours,
  onShow,
}: {
  value: string;
  ours: readonly OurStart[];
  onShow: () => void;
}) {
  const offered = useOffered(value, ours);
  switch (offered.kind) {
    case "reading":
      return <p className="text-soft">Lecture du lien…</p>;
    case "problem":
      return (
        <>
          <h2
            className="mb-2 font-display font-semibold text-2xl outline-none"
            tabIndex={-1}
            data-start
          >
            Rien à proposer
          </h2>
          <p role="alert" className="text-pretty">
            {offered.message}
          </p>
        </>
      );
    case "start":
      return <StartPanel key={value} start={offered.start} ours={offered.ours} onShow={onShow} />;
  }
}
