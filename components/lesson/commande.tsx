import { CopyButton } from "@/components/ui/copy-button";
import { CommandLines } from "./command-lines";
import { RunButton } from "./run-button";

/**
 * A command to run: typed visibly into the learner's own terminal, or copied. `runs` false: there is
 * no terminal beside it.
 */
export function Commande({
  index,
  texte,
  runs = true,
}: {
  index: string;
  texte: string;
  runs?: boolean;
}) {
  return (
    <div className="keep flex flex-wrap items-center rounded-(--radius) border border-edge bg-surface shadow-(--shadow)">
      <div className="min-w-0 max-w-full flex-auto px-4 py-2.5">
        <CommandLines code={texte} />
      </div>
      <div className="ml-auto flex items-center p-0.5">
        {runs ? <RunButton index={Number(index)} /> : null}
        <CopyButton text={texte} label="Copier la commande" />
      </div>
    </div>
  );
}
