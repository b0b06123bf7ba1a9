"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { troubleOf } from "@/components/http/call";

export interface Action {
  readonly busy: boolean;
  /** what went wrong, French; null when nothing has */
  readonly trouble: string | null;
  /** Runs the change, then shows the page as it is now. */
  run(change: () => Promise<void>): Promise<void>;
}

/** A change that one row of a table makes. */
export function useAction(): Action {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return {
    busy,
    trouble,
    async run(change) {
      if (busy) return;
      setBusy(true);
      setTrouble(null);
      try {
        await change();
        router.refresh();
      } catch (error) {
        setTrouble(troubleOf(error));
      }
      setBusy(false);
    },
  };
}

export function Trouble({ text }: { text: string | null }) {
  return (
    <p role="status" className="max-w-80 text-pretty text-coral text-sm empty:hidden">
      {text}
    </p>
  );
}
