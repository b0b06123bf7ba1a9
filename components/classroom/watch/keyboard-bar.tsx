import { Keyboard as KeyboardIcon } from "lucide-react";
import { useState } from "react";
import { send, troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";
import { useNow } from "@/components/workspace/use-now";
import type { WatchView } from "@/lib/protocol/watch";

/** Below the learner's screen: whether the trainer only looks or types too, and how to change it. */
export function KeyboardBar({
  path,
  name,
  view,
}: {
  /** of the watch, in the site's API */
  path: string;
  /** whose terminal it is */
  name: string;
  view: WatchView;
}) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const { keyboard, present, watch } = view;
  const want = async (wanted: boolean) => {
    setPending(true);
    setTrouble(null);
    try {
      await send(`${path}/${watch}/keyboard`, { wanted });
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setPending(false);
    }
  };
  const idle = keyboard.state === "none";
  const shared = keyboard.state === "shared";
  return (
    <div
      className={`flex min-h-14 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-4 py-1.5 text-sm ${shared ? "bg-brass-wash" : "bg-surface"}`}
    >
      <KeyboardIcon
        className={`size-4.5 shrink-0 ${shared ? "text-brass" : "text-soft"}`}
        aria-hidden
      />
      <p role="status" className="min-w-48 flex-1">
        {trouble ?? <Said name={name} view={view} />}
      </p>
      <button
        type="button"
        className={buttonClass(shared ? "primary" : "outline", "text-sm")}
        disabled={pending || (idle && !present)}
        onClick={() => void want(idle)}
      >
        {idle ? "Demander le clavier" : shared ? "Rendre le clavier" : "Annuler la demande"}
      </button>
    </div>
  );
}

function Said({ name, view: { keyboard, present, workspace } }: { name: string; view: WatchView }) {
  switch (keyboard.state) {
    case "asked":
      return <Waiting name={name} until={Date.parse(keyboard.until)} />;
    case "shared":
      return `Vous et ${name} tapez tous les deux dans ce terminal.`;
    case "none":
      if (workspace === null) return "Le clavier se demande une fois le terminal ouvert.";
      if (!present)
        return `${name} n’a pas son terminal sous les yeux\u00a0: vous pouvez regarder.`;
      if (keyboard.last === "refused") return `${name} préfère garder le clavier.`;
      if (keyboard.last === "late") return `${name} n’a pas répondu.`;
      if (keyboard.last === "ended") return "Le clavier n’est plus partagé. Vous regardez.";
      return `Vous regardez\u00a0: ${name} le voit, et rien de ce que vous tapez n’est envoyé.`;
  }
}

function Waiting({ name, until }: { name: string; until: number }) {
  const left = Math.max(0, Math.ceil((until - useNow(1_000)) / 1_000));
  return (
    <>
      La question est posée à {name}
      <span aria-hidden className="text-soft tabular-nums">
        {" "}
        ({left}&nbsp;s)
      </span>
    </>
  );
}
