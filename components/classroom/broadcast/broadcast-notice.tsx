"use client";

import { Eye, Presentation, X } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { useAccount } from "@/components/account/account-store";
import { showView } from "@/components/lesson/lesson-view";
import { useOwnState } from "@/components/live/own-state";
import { Notice } from "@/components/notices/notice";
import { buttonClass } from "@/components/ui/button";
import { useStore } from "@/components/workspace/create-store";
import { hasPanel } from "@/components/workspace/panel-pages";
import { panes, showPane } from "@/components/workspace/panes/store";
import { useWorkspaceState } from "@/components/workspace/store";
import { looking } from "@/components/workspace/watch-words";
import type { Broadcast } from "@/lib/protocol/broadcast";
import {
  askBroadcasts,
  broadcastKey,
  broadcasts,
  dismiss,
  followBroadcasts,
  mineOf,
  shownToMe,
  stopBroadcast,
} from "./store";

/**
 * On every page, for whoever is in a class: that a trainer shows their terminal, and how to see it.
 * For the trainer, that theirs is shown, where the panel does not say it already.
 */
export function BroadcastNotice() {
  const state = useAccount()?.state;
  const { live } = useOwnState();
  const somebody = state === "guest" || state === "member" || live !== null;
  useEffect(() => {
    if (somebody) followBroadcasts();
  }, [somebody]);
  // what a learner's classes say anew is why to ask
  useEffect(() => {
    if (live !== null) void askBroadcasts();
  }, [live]);
  return somebody ? <Lines /> : null;
}

const pathOf = (classId: string) => `/classes/${classId}/diffusion`;

function Lines() {
  const state = useStore(broadcasts);
  const { open } = useStore(panes);
  const { view, opened } = useWorkspaceState();
  const path = usePathname();
  const running = opened && view?.state === "running" && hasPanel(path);
  const shown = shownToMe(state);
  // said in the panel where there is one
  const watches = running || view?.state !== "running" ? [] : (view.watches ?? []);
  const mine = running ? [] : mineOf(state);
  const seen =
    shown !== null && ((running && open.includes("broadcast")) || path === pathOf(shown.classId));
  const news =
    shown === null || seen || state.dismissed.includes(broadcastKey(shown)) ? null : shown;
  return (
    <>
      {watches.length === 0 ? null : <Notice icon={Eye}>{looking(watches)}</Notice>}
      {mine.map(({ classId, className }) => (
        <Notice
          key={classId}
          icon={Presentation}
          tone="coral"
          actions={
            <button
              type="button"
              className={buttonClass("outline", "px-4! text-sm")}
              onClick={() => void stopBroadcast(classId)}
            >
              Arrêter
            </button>
          }
        >
          Votre terminal est diffusé à la classe{" "}
          <strong className="font-semibold">{className}</strong>
        </Notice>
      ))}
      {news === null ? null : (
        <Notice icon={Presentation} actions={<ToBroadcast news={news} beside={running} />}>
          <strong className="font-semibold">{news.name}</strong> diffuse son terminal à la classe
        </Notice>
      )}
    </>
  );
}

function ToBroadcast({ news, beside }: { news: Broadcast; beside: boolean }) {
  return (
    <>
      {beside ? (
        <button
          type="button"
          className={buttonClass("primary", "px-4! text-sm")}
          onClick={() => {
            // on a phone the lesson may be in front
            showView("terminal");
            showPane("broadcast", { focus: true });
          }}
        >
          Regarder
        </button>
      ) : (
        <Link href={pathOf(news.classId)} className={buttonClass("primary", "px-4! text-sm")}>
          Regarder
        </Link>
      )}
      <button
        type="button"
        aria-label="Ne plus le rappeler"
        title="Ne plus le rappeler"
        className="grid size-11 shrink-0 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink"
        onClick={() => dismiss(news)}
      >
        <X className="size-5" aria-hidden />
      </button>
    </>
  );
}
