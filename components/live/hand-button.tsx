"use client";

import clsx from "clsx";
import { Hand } from "lucide-react";
import { useOwnState } from "./own-state";

/** In the site's bar, for whoever is in a class: asks its trainers to come. */
export function HandButton() {
  const { live, pending, trouble } = useOwnState();
  if (live === null) return null;
  const raised = live.handRaised;
  const label = raised ? "Baisser la main" : "Lever la main";
  return (
    <>
      <button
        type="button"
        aria-label={label}
        title={
          raised ? "Votre formateur voit votre main levée" : "Demander l’aide de votre formateur"
        }
        disabled={pending}
        className={clsx(
          "flex h-11 min-w-11 items-center justify-center gap-2 rounded-lg px-2 font-medium sm:px-3",
          raised
            ? "bg-brass-wash text-brass hover:bg-sunken"
            : "text-soft hover:bg-sunken hover:text-ink",
        )}
        onClick={() => void import("./own-link").then(({ setHand }) => setHand(!raised))}
      >
        <Hand className={clsx("size-5", raised && "fill-current/25")} aria-hidden />
        <span className="max-lg:hidden">{label}</span>
      </button>
      <span role="status" className="sr-only">
        {trouble ?? (raised ? "Main levée" : "")}
      </span>
      {trouble === null ? null : (
        <p className="fixed inset-x-3 top-[calc(var(--header)+0.5rem)] z-50 mx-auto max-w-md rounded-lg border border-coral bg-coral-wash px-4 py-3 text-coral shadow-(--shadow)">
          {trouble}
        </p>
      )}
    </>
  );
}
