import { Keyboard, Play } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { hiddenIn } from "@/lib/starting-points/hidden-characters";
import { PlainText } from "./plain-text";
import { Refusal } from "./refusal";
import { trouble } from "./words";

const small =
  "inline-flex h-11 items-center gap-2 rounded-lg px-3 font-semibold text-sea text-sm hover:bg-sea-wash";

/** A command that is offered: written into the terminal, or run there, by a click and never before. */
export function OfferedCommand({
  command,
  onWrite,
  onRun,
}: {
  command: string;
  onWrite: () => void;
  onRun: () => void;
}) {
  const refused = hiddenIn(command, "line").length > 0;
  return (
    <li className="flex flex-wrap items-center rounded-(--radius) border border-edge bg-surface">
      <pre className="command-lines min-w-0 max-w-full flex-auto px-4 py-2.5">
        {/* each character where it stands in the text, whatever direction its script has */}
        <code className="command-line [direction:ltr] [unicode-bidi:bidi-override]" data-prompt="$">
          <PlainText text={command} kind="line" />
        </code>
      </pre>
      {refused ? (
        <Refusal>{trouble.hiddenCommand}</Refusal>
      ) : (
        <div className="ml-auto flex items-center p-0.5">
          <button
            type="button"
            className={small}
            title="Écrire cette commande dans le terminal, sans l’exécuter"
            onClick={onWrite}
          >
            <Keyboard className="size-4.5" aria-hidden />
            Écrire
          </button>
          <button
            type="button"
            className={small}
            title="Taper cette commande dans le terminal, puis Entrée"
            onClick={onRun}
          >
            <Play className="size-4 fill-current" aria-hidden />
            Exécuter
          </button>
          <CopyButton text={command} label="Copier la commande" />
        </div>
      )}
    </li>
  );
}
