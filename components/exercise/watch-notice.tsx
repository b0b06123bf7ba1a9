import { Unplug } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import type { Watching } from "./use-exercise";

/** Says plainly when nothing can be checked, and what to do about it. */
export function WatchNotice({ watching, onOpen }: { watching: Watching; onOpen: () => void }) {
  return (
    <div role="status" className="no-print">
      {watching === "closed" ? (
        <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg bg-brass-wash px-4 py-3">
          <Unplug className="size-5 shrink-0 text-brass" aria-hidden />
          <p className="min-w-0 flex-1 basis-60 text-sm">
            Votre terminal est fermé&nbsp;: rien ne peut être vérifié. Rouvrez-le pour continuer. Si
            vos conteneurs ont disparu avec lui, recommencez l’exercice.
          </p>
          <button type="button" className={buttonClass("outline")} onClick={onOpen}>
            Ouvrir le terminal
          </button>
        </div>
      ) : null}
      {watching === "away" ? (
        <p className="mb-4 rounded-lg bg-brass-wash px-4 py-3 text-sm">
          Les terminaux sont momentanément indisponibles&nbsp;: vos étapes seront vérifiées dès leur
          retour.
        </p>
      ) : null}
    </div>
  );
}
