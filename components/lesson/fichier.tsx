import { FileText } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { CodeLines } from "./code-lines";
import { SaveLessonFile } from "./save-lesson-file";

/** A file of the lesson, with its path below the home: to be saved there, or copied. */
export function Fichier({
  nom,
  texte,
  langage,
  saves = true,
}: {
  nom: string;
  texte: string;
  langage: string;
  /** false: where there is no workspace to save it in */
  saves?: boolean;
}) {
  return (
    <figure className="keep overflow-hidden rounded-(--radius) border border-line bg-surface">
      <figcaption className="flex flex-wrap items-center gap-x-2 border-line border-b bg-sunken pl-4 text-soft text-sm">
        <FileText className="size-4 shrink-0" aria-hidden />
        <span className="mr-auto min-w-0 break-words font-mono">{nom}</span>
        {/* text files end with a newline, which a fence leaves out */}
        {saves ? <SaveLessonFile path={nom} text={`${texte}\n`} /> : null}
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
