import { buttonClass } from "@/components/ui/button";
import type { Draft, DraftFile } from "./draft";

/** Somebody else has saved this file meanwhile: both texts are there, and one is chosen. */
export function Conflict({
  draft,
  file,
  comparing,
  onCompare,
}: {
  draft: Draft;
  file: DraftFile;
  comparing: boolean;
  onCompare: (on: boolean) => void;
}) {
  const small = "min-h-9! px-3! py-1! text-sm";
  return (
    <div role="alert" className="border-coral border-b bg-coral-wash px-4 py-3 text-sm">
      <p>
        Ce fichier a été enregistré ailleurs (autre onglet, autre personne) pendant que vous
        l’écriviez. Rien n’est perdu&nbsp;: les deux textes existent.
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <button
          type="button"
          aria-pressed={comparing}
          className={buttonClass("outline", small)}
          onClick={() => onCompare(!comparing)}
        >
          {comparing ? "Revenir au texte" : "Comparer les deux"}
        </button>
        <button
          type="button"
          className={buttonClass("outline", small)}
          onClick={() => draft.settle(file.path, "mine")}
        >
          Garder mon texte
        </button>
        <button
          type="button"
          className={buttonClass("outline", small)}
          onClick={() => draft.settle(file.path, "theirs")}
        >
          Prendre l’autre
        </button>
      </div>
    </div>
  );
}
