"use client";

import { Check, Copy, type LucideIcon, X } from "lucide-react";
import { useEffect, useState } from "react";
import { iconButtonClass } from "./button";

type Outcome = "idle" | "copied" | "refused";
const said: Record<Outcome, string> = {
  idle: "",
  copied: "Copié",
  refused: "Le navigateur refuse la copie : sélectionnez le texte.",
};

/** Copies `text`, and says so to everyone, screen readers included. */
export function CopyButton({
  text,
  label,
  icon = Copy,
}: {
  text: string;
  label: string;
  /** what it copies, where that is no plain text */
  icon?: LucideIcon;
}) {
  const [outcome, setOutcome] = useState<Outcome>("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), 2500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const Icon = outcome === "copied" ? Check : outcome === "refused" ? X : icon;
  return (
    <>
      <button
        type="button"
        className={iconButtonClass("no-print")}
        aria-label={label}
        title={label}
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setOutcome("copied"),
            () => setOutcome("refused"),
          );
        }}
      >
        <Icon className="size-4.5" aria-hidden />
      </button>
      <span role="status" className="sr-only">
        {said[outcome]}
      </span>
    </>
  );
}
