"use client";

import { Presentation, X } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { showView } from "@/components/lesson/lesson-view";
import { Notice } from "@/components/notices/notice";
import { usePanelShown } from "@/components/notices/use-panel-shown";
import { buttonClass, iconButtonClass } from "@/components/ui/button";
import { useStore } from "@/components/workspace/create-store";
import { panes, showPane } from "@/components/workspace/panes/store";
import type { Broadcast } from "@/lib/protocol/broadcast";
import {
  broadcastKey,
  broadcasts,
  dismiss,
  followBroadcasts,
  mineOf,
  shownToMe,
  stopBroadcast,
} from "./store";

const pathOf = (classId: string) => `/classes/${classId}/diffusion`;

/**
 * That a trainer shows their terminal, and how to see it; for the trainer, that theirs is shown,
 * where the panel does not say it already.
 */
export function BroadcastNotice() {
  const state = useStore(broadcasts);
  const { open } = useStore(panes);
  const beside = usePanelShown();
  const path = usePathname();
  useEffect(followBroadcasts, []);
  const shown = shownToMe(state);
  const mine = beside ? [] : mineOf(state);
  const seen =
    shown !== null && ((beside && open.includes("broadcast")) || path === pathOf(shown.classId));
  const news =
    shown === null || seen || state.dismissed.includes(broadcastKey(shown)) ? null : shown;
  return (
    <>
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
        <Notice icon={Presentation} actions={<ToBroadcast news={news} beside={beside} />}>
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
        className={iconButtonClass()}
        onClick={() => dismiss(news)}
      >
        <X className="size-5" aria-hidden />
      </button>
    </>
  );
}
