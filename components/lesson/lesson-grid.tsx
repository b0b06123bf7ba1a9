"use client";

import { BookOpen, Eye, SquareTerminal } from "lucide-react";
import type { ReactNode } from "react";
import { useWorkspaceState } from "@/components/workspace/store";
import { showView, useLessonView } from "./lesson-view";
import { SplitHandle } from "./split-handle";

const views = [
  { view: "lesson", label: "Leçon", Icon: BookOpen },
  { view: "terminal", label: "Terminal", Icon: SquareTerminal },
] as const;

/** Lesson and workspace: side by side on a wide screen, one at a time on a phone. */
export function LessonGrid({ lesson, workspace }: { lesson: ReactNode; workspace: ReactNode }) {
  const shown = useLessonView();
  const { view: workspaceView } = useWorkspaceState();
  // said in the panel, which may be out of sight here
  const watched = workspaceView?.state === "running" && (workspaceView.watches?.length ?? 0) > 0;
  return (
    <div className="lesson-grid" data-view={shown}>
      <main id="contenu" tabIndex={-1} className="lesson-column outline-none">
        {lesson}
      </main>
      <section aria-label="À côté de la leçon" className="workspace-column">
        <SplitHandle />
        <div className="workspace-inner">{workspace}</div>
        <noscript>
          <p className="p-6">
            La leçon se lit sans JavaScript, mais le terminal en a besoin. Activez-le dans votre
            navigateur pour pratiquer ici.
          </p>
        </noscript>
      </section>
      <nav aria-label="Leçon ou terminal" className="view-bar">
        {views.map(({ view, label, Icon }) => (
          <button
            key={view}
            type="button"
            aria-pressed={shown === view}
            className="flex h-14 items-center justify-center gap-2 border-transparent border-t-3 font-semibold text-soft aria-pressed:border-sea aria-pressed:text-sea"
            onClick={() => showView(view)}
          >
            <Icon className="size-5" aria-hidden />
            {label}
            {view === "terminal" && watched ? (
              <>
                <Eye className="size-5 text-brass" aria-hidden />
                <span className="sr-only">(on le regarde)</span>
              </>
            ) : null}
          </button>
        ))}
      </nav>
    </div>
  );
}
