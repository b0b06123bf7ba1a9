import { FileText } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { CodeLines } from "./code-lines";

/** A file of the lesson, with its name. */
export function Fichier({ nom, texte, langage }: { nom: string; texte: string; langage: string }) {
  return (
    <figure className="keep overflow-hidden rounded-(--radius) border border-line bg-surface">
      <figcaption className="flex items-center gap-2 border-line border-b bg-sunken pl-4 text-soft text-sm">
        <FileText className="size-4" aria-hidden />
        <span className="mr-auto font-mono">{nom}</span>
        <CopyButton text={texte} label={`Copier le fichier ${nom}`} />
      </figcaption>
      <CodeLines
        code={texte}
        language={langage}
        label={`Contenu de ${nom}`}
        className="px-4 py-3"
      />
    </figure>
  );
}
