"use client";

import clsx from "clsx";
import { Milestone, Share2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { offeredIn } from "@/components/classroom/broadcast/offer";
import { WorkspacePanel } from "@/components/workspace/workspace-panel";
import type { OurStart } from "@/lib/content/starting-points";
import { listHref, placeIn, useHash } from "./place";
import { StartAside } from "./start-aside";
import { StartList } from "./start-list";

const ShareDialog = dynamic(() => import("./share-dialog").then((module) => module.ShareDialog), {
  ssr: false,
});

const BroadcastOffer = dynamic(
  () =>
    import("@/components/classroom/broadcast/broadcast-offer").then(
      (module) => module.BroadcastOffer,
    ),
  { ssr: false },
);

const button =
  "flex h-9 pointer-coarse:h-11 shrink-0 items-center gap-2 rounded-lg px-3 font-semibold text-sm text-soft hover:bg-sunken hover:text-ink aria-expanded:bg-sea-wash aria-expanded:text-sea";

/**
 * The free workspace, and beside it the starting point that the address names. On a narrow screen the
 * one covers the other, and makes room as soon as something happens in the terminal.
 */
export function Sandbox({ ours }: { ours: readonly OurStart[] }) {
  const hash = useHash();
  const place = placeIn(hash);
  const offered = offeredIn(hash);
  /** on a narrow screen, the terminal is in front */
  const [aside, setAside] = useState<{ hash: string; away: boolean }>({ hash, away: false });
  const away = aside.hash === hash && aside.away;
  const [sharing, setSharing] = useState<"never" | "open" | "closed">("never");
  const shown = place.kind !== "closed";
  const column = useRef<HTMLElement>(null);
  const first = useRef(true);

  useEffect(() => {
    if (first.current || hash === "") {
      first.current = false;
      return;
    }
    // what was asked for is read next, by screen readers too
    column.current?.scrollTo(0, 0);
    column.current?.querySelector<HTMLElement>("[data-start]")?.focus({ preventScroll: true });
  }, [hash]);

  const toggle = () => {
    if (!shown) location.hash = listHref;
    else if (away) setAside({ hash, away: false });
    else location.hash = "";
  };

  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-1 border-line border-b bg-surface px-3">
        <h1 className="mr-auto font-display font-semibold text-lg max-[26rem]:sr-only">
          Bac à sable
        </h1>
        <button
          type="button"
          className={button}
          aria-expanded={shown && !away}
          aria-controls="points-de-depart"
          onClick={toggle}
        >
          <Milestone className="size-4.5" aria-hidden />
          Points de départ
        </button>
        <button
          type="button"
          className={button}
          title="Partager un point de départ"
          onClick={() => setSharing("open")}
        >
          <Share2 className="size-4.5" aria-hidden />
          Partager
        </button>
      </div>
      <div className="relative flex min-h-0 flex-1">
        <aside
          ref={column}
          id="points-de-depart"
          aria-label="Points de départ"
          className={clsx(
            "overflow-y-auto border-line border-r bg-paper max-lg:absolute max-lg:inset-0 max-lg:z-10 lg:w-[min(34rem,42%)] lg:shrink-0",
            !shown && "hidden",
            away && "max-lg:hidden",
          )}
        >
          {place.kind === "closed" ? null : (
            <StartAside place={place} ours={ours} onShow={() => setAside({ hash, away: true })} />
          )}
        </aside>
        <div className={clsx("min-h-0 min-w-0 flex-1", shown && !away && "max-lg:invisible")}>
          <WorkspacePanel
            besideLesson={false}
            below={
              <>
                <h2 className="mt-10 mb-2 font-display font-semibold text-xl">
                  Ou partez d’un point de départ
                </h2>
                <StartList ours={ours} />
              </>
            }
          />
        </div>
      </div>
      {offered === null ? null : <BroadcastOffer key={offered} classId={offered} />}
      {sharing === "never" ? null : (
        <ShareDialog open={sharing === "open"} onClose={() => setSharing("closed")} />
      )}
    </>
  );
}
