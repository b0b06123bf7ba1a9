import { FileText } from "lucide-react";
import { SaveFile } from "@/components/editor/save-file";
import { CodeBlock } from "@/components/lesson/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { hiddenIn } from "@/lib/starting-points/hidden-characters";
import { PlainText } from "./plain-text";
import { Refusal } from "./refusal";
import { trouble } from "./words";

/** A file that is offered: read here, saved into the home by a click, never over another unasked. */
export function OfferedFile({
  path,
  text,
  onShow,
}: {
  path: string;
  text: string;
  /** brings the workspace into sight */
  onShow: () => void;
}) {
  const refused = hiddenIn(text, "text").length > 0;
  return (
    <figure className="overflow-hidden rounded-(--radius) border border-line bg-surface">
      <figcaption className="flex min-h-11 flex-wrap items-center gap-x-2 border-line border-b bg-sunken pl-4 text-soft text-sm">
        <FileText className="size-4 shrink-0" aria-hidden />
        <span className="mr-auto min-w-0 break-words py-1.5 font-mono [direction:ltr] [unicode-bidi:bidi-override]">
          {path}
        </span>
        {refused ? (
          <Refusal>{trouble.hiddenFile}</Refusal>
        ) : (
          <>
            <SaveFile path={path} text={text} onShow={onShow} />
            <CopyButton text={text} label={`Copier le fichier ${path}`} />
          </>
        )}
      </figcaption>
      <CodeBlock label={`Contenu de ${path}`} className="max-h-80 overflow-y-auto px-4 py-3">
        <PlainText text={text} kind="text" />
      </CodeBlock>
    </figure>
  );
}
