"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Above another's screen: whose it is, and the way back, which Esc takes too. */
export function WatchHead({ title, back, to }: { title: string; back: string; to: string }) {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // within the terminal it may be meant for a program
      const typing = event.target instanceof HTMLElement && event.target.closest(".xterm");
      if (event.key === "Escape" && !event.defaultPrevented && !typing) router.push(to);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, to]);
  return (
    <div className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-4 border-line border-b bg-surface px-4">
      <Link
        href={to}
        title="Retour (Échap)"
        className="inline-flex min-h-11 min-w-0 items-center gap-2 text-soft hover:text-sea"
      >
        <ArrowLeft className="size-4 shrink-0" aria-hidden />
        <span className="truncate">{back}</span>
      </Link>
      <h1 className="min-w-0 truncate font-bold text-xl">{title}</h1>
    </div>
  );
}
