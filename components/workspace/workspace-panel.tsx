"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect } from "react";
import { Invitation } from "./invitation";
import { OpeningScreen } from "./opening-screen";
import { useWorkspaceState } from "./store";

const loadOpened = () => import("./opened-workspace");
const OpenedWorkspace = dynamic(() => loadOpened().then((module) => module.OpenedWorkspace), {
  ssr: false,
  loading: () => <OpeningScreen />,
});

/**
 * The learner's workspace beside the lesson. Until it is opened it is a few words and a button;
 * terminal and all come with the click, or by themselves where it was open before a reload.
 * Fills the height it is given.
 */
export function WorkspacePanel({
  besideLesson = true,
  below,
}: {
  besideLesson?: boolean;
  /** what stands below the invitation */
  below?: ReactNode;
}) {
  const { opened, view, problem } = useWorkspaceState();

  useEffect(() => {
    if (!opened || view !== null || problem !== null) return;
    void import("./actions").then(({ resumeWorkspace }) => resumeWorkspace());
  }, [opened, view, problem]);

  return (
    <section
      aria-label="Votre espace de travail"
      className="flex h-full min-h-0 w-full flex-col overflow-hidden bg-paper"
    >
      {opened ? (
        <OpenedWorkspace />
      ) : (
        <>
          <div className="panel-invitation">
            <Invitation
              besideLesson={besideLesson}
              below={below}
              onIntent={() => void loadOpened()}
              onOpen={() => void import("./actions").then(({ openWorkspace }) => openWorkspace())}
            />
          </div>
          {/* what a reload shows until React arrives where the workspace was open (styles/panel.css) */}
          <div className="panel-resuming">
            <OpeningScreen />
          </div>
        </>
      )}
    </section>
  );
}
