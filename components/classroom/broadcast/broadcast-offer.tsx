"use client";

import { useEffect, useRef } from "react";
import { askLiveAgain } from "@/components/live/live-learner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { activeTerminalOf } from "@/components/workspace/active-terminal";
import { useStore } from "@/components/workspace/create-store";
import { useWorkspaceState } from "@/components/workspace/store";
import { broadcasts, mineOf, startBroadcast } from "./store";

/**
 * For a trainer who came to show their terminal to this class: opens it, then asks once more. To
 * whoever was led here and does not give the class, nothing happens.
 */
export function BroadcastOffer({ classId }: { classId: string }) {
  const state = useStore(broadcasts);
  const workspace = useWorkspaceState();
  const { opened, view } = workspace;
  const given = state.news?.teaches.find(({ id }) => id === classId) ?? null;
  const shut = !opened || view?.state === "none";
  // a class that was given to them since the page heard of its classes
  const unheard = state.news !== null && given === null;
  useEffect(() => {
    if (unheard) void askLiveAgain();
  }, [unheard]);
  const asked = useRef(false);
  useEffect(() => {
    if (given === null || !shut || asked.current) return;
    asked.current = true;
    void import("@/components/workspace/actions").then(({ openWorkspace }) => openWorkspace());
  }, [given, shut]);

  const terminal = activeTerminalOf(workspace);
  const shown = mineOf(state).some((each) => each.classId === classId);
  if (given === null || view?.state !== "running" || terminal === null || shown) return null;
  // in the place of this address, so that the way back leads to the class
  const close = () => location.replace("#");
  return (
    <ConfirmDialog
      open
      title={`Diffuser votre terminal à la classe ${given.name}\u00a0?`}
      action="Diffuser"
      onCancel={close}
      onConfirm={() => {
        close();
        void startBroadcast(classId, { workspace: view.id, terminal: terminal.id });
      }}
    >
      <p>
        La classe verra le terminal {terminal.id}, avec ce qui s’y trouve déjà, jusqu’à ce que vous
        arrêtiez la diffusion. Personne d’autre que vous n’y tape.
      </p>
    </ConfirmDialog>
  );
}
