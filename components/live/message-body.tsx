"use client";

import { Play } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { hasPanel } from "@/components/workspace/panel-pages";
import type { Message } from "@/lib/protocol/live";

/** Plain text; or a command whole, which the learner may have typed into their terminal, visibly. */
export function MessageBody({ message, onRun }: { message: Message; onRun?: () => void }) {
  const path = usePathname();
  const [trouble, setTrouble] = useState<string | null>(null);
  if (message.kind === "text")
    return <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{message.text}</p>;
  const run = async () => {
    setTrouble(null);
    try {
      const { typeVisibly } = await import("@/components/lesson/lesson-context");
      await typeVisibly(message.text);
      onRun?.();
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  return (
    <>
      <p className="text-sm">Une commande à essayer, si vous le voulez&nbsp;:</p>
      <pre className="mt-1.5 max-h-40 overflow-auto whitespace-pre-wrap rounded-lg bg-sunken px-3 py-2 text-sm [overflow-wrap:anywhere]">
        <code>{message.text}</code>
      </pre>
      <div className="mt-1.5 flex flex-wrap items-center gap-1">
        {hasPanel(path) ? (
          <button type="button" className={buttonClass("outline")} onClick={() => void run()}>
            <Play className="size-4 fill-current" aria-hidden />
            Taper dans mon terminal
          </button>
        ) : (
          <Link href="/bac-a-sable" className={buttonClass("outline")}>
            Ouvrir le bac à sable pour l’essayer
          </Link>
        )}
        <CopyButton text={message.text} label="Copier la commande" />
      </div>
      <div role="alert">
        {trouble === null ? null : <p className="mt-1 text-coral text-sm">{trouble}</p>}
      </div>
    </>
  );
}
