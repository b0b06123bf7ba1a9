"use client";

import { useEffect, useRef, useState } from "react";
import { useNear } from "@/components/exercise/use-near";
import { bringTerminal } from "@/components/lesson/lesson-context";
import { followStream } from "@/components/workspace/follow-stream";
import { useWorkspaceState } from "@/components/workspace/store";
import type { Beside } from "@/components/workspace/type-beside";
import { comparisonMessageSchema } from "@/lib/protocol/comparison";
import { How } from "./how";
import { SideCard, type SideWords } from "./side-card";
import { heard, nothing, shares } from "./sides";
import { statusSentence } from "./words";
import "./comparison.css";

const machineWords: SideWords = {
  title: "Machine virtuelle",
  start: "docker run -it --rm --name vm machine-virtuelle",
  inside: ["uname -r", "ps", "poweroff"],
};
const containerWords: SideWords = {
  title: "Conteneur",
  start: "docker run -it --rm --name conteneur busybox",
  inside: ["uname -r", "ps", "exit"],
};

/** Both sides with their measures, as long as the panel is near the screen. */
export function ComparisonPanel() {
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const { view } = useWorkspaceState();
  const open = view?.state === "running";
  const [panel, setPanel] = useState(nothing);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [typing, setTyping] = useState(false);

  // without a workspace there is nothing to hear, and maybe no session to hear it by; one that has
  // been called from the line is not forgotten by scrolling on
  const waiting = panel.places?.line != null;
  const wanted = open && (near || waiting);
  useEffect(() => {
    if (!wanted) return;
    return followStream({
      url: "/api/workspace/comparison",
      hear(said) {
        const message = comparisonMessageSchema.safeParse(said);
        if (message.success) setPanel((last) => heard(last, message.data, performance.now()));
        else console.error("comparison: message refused", message.error);
        return message.success;
      },
      lost: () => setPanel((last) => ({ ...last, status: "lost" })),
    });
  }, [wanted]);

  async function type(beside: Beside): Promise<void> {
    setTrouble(null);
    setTyping(true);
    try {
      bringTerminal();
      const { typeBeside } = await import("@/components/workspace/type-beside");
      await typeBeside(beside);
    } catch (error) {
      console.warn(error);
      setTrouble(
        error instanceof Error && error.name === "EscaleError"
          ? error.message
          : "La commande n’a pas pu être tapée dans le terminal. Regardez ce qu’il affiche.",
      );
    } finally {
      setTyping(false);
    }
  }

  const times = shares(panel.machine?.promptMs, panel.container?.promptMs);
  const memories = shares(panel.machine?.memoryBytes, panel.container?.memoryBytes);
  const stale = panel.status === "lost" || panel.status === "away";
  return (
    <div ref={place} className="comparison">
      <div className="comparison-sides" data-stale={stale ? "" : undefined}>
        <SideCard
          words={machineWords}
          side={panel.machine}
          share={{ time: times?.[0] ?? null, memory: memories?.[0] ?? null }}
          unavailable={panel.places?.most === 0}
          typing={typing}
          onType={(command, to) => void type({ place: 0, command, to })}
        />
        <SideCard
          words={containerWords}
          side={panel.container}
          share={{ time: times?.[1] ?? null, memory: memories?.[1] ?? null }}
          unavailable={false}
          typing={typing}
          onType={(command, to) => void type({ place: 1, command, to })}
        />
      </div>
      <p role="status" className="mt-4 text-sm text-soft">
        {statusSentence(panel)}
      </p>
      {trouble === null ? null : (
        <p role="alert" className="mt-3 rounded-lg bg-coral-wash px-4 py-3 text-sm">
          {trouble}
        </p>
      )}
      <How />
    </div>
  );
}
