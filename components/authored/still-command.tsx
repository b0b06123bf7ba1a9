import { CommandLines } from "@/components/lesson/command-lines";
import { CopyButton } from "@/components/ui/copy-button";

/** A command where there is no terminal to run it in. */
export function StillCommand({ text }: { text: string }) {
  return (
    <div className="keep flex flex-wrap items-center rounded-(--radius) border border-edge bg-surface shadow-(--shadow)">
      <div className="min-w-0 max-w-full flex-auto px-4 py-2.5">
        <CommandLines code={text} />
      </div>
      <div className="ml-auto p-0.5">
        <CopyButton text={text} label="Copier la commande" />
      </div>
    </div>
  );
}
