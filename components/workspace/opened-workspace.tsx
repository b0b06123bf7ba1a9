"use client";

import { useEffect } from "react";
import { keepOnly, letGoSoon } from "@/components/terminal/sessions";
import { closePanel, openWorkspace, retry } from "./actions";
import { Invitation } from "./invitation";
import { OpeningScreen } from "./opening-screen";
import { ProblemScreen } from "./problem-screen";
import { RunningWorkspace } from "./running-workspace";
import { StoppedScreen } from "./stopped-screen";
import { useWorkspaceState } from "./store";
import { UnavailableScreen } from "./unavailable-screen";
import { WaitingScreen } from "./waiting-screen";

/** The panel once opened: one screen per state of the workspace. */
export function OpenedWorkspace() {
  const state = useWorkspaceState();
  const { view, pending, problem } = state;
  const running = view?.state === "running";

  useEffect(() => {
    if (view?.state === "none") keepOnly("", []);
  }, [view?.state]);
  useEffect(() => letGoSoon, []);

  if (running) return <RunningWorkspace state={state} view={view} />;
  if (pending === "open") return <OpeningScreen />;
  if (problem !== null)
    return <ProblemScreen problem={problem} onRetry={() => void retry()} onLeave={closePanel} />;
  if (view === null || view.state === "opening") return <OpeningScreen />;
  const open = () => void openWorkspace();
  switch (view.state) {
    case "waiting":
      return <WaitingScreen view={view} command={state.queuedCommand} />;
    case "unavailable":
      return <UnavailableScreen view={view} onRetry={open} />;
    case "none":
      return view.stopped === null ? (
        <Invitation filesKept={view.filesKept} onOpen={open} />
      ) : (
        <StoppedScreen stopped={view.stopped} filesKept={view.filesKept} onOpen={open} />
      );
  }
}
