import { CopyButton } from "@/components/ui/copy-button";
import { CodeLines } from "./code-lines";

/** Code to read: not run, not saved. */
export function Extrait({ texte, langage }: { texte: string; langage: string }) {
  return (
    <div className="keep flex items-start rounded-(--radius) border border-line bg-surface">
      <CodeLines
        code={texte}
        language={langage}
        label="Extrait de code"
        className="min-w-0 flex-1 px-4 py-3"
      />
      <CopyButton text={texte} label="Copier l’extrait" />
    </div>
  );
}
