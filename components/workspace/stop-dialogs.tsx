import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { stopWorkspace } from "./actions";

interface Props {
  open: boolean;
  onClose: () => void;
  onClosed: () => void;
}

/** « Arrêter l’espace »: what goes, what stays. */
export function StopDialog({ open, onClose, onClosed }: Props) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      onClosed={onClosed}
      title="Arrêter votre espace ?"
      actions={
        <>
          <button type="button" className={buttonClass("outline")} onClick={onClose}>
            Continuer à travailler
          </button>
          <button
            type="button"
            className={buttonClass("primary")}
            onClick={() => {
              onClose();
              void stopWorkspace("keep");
            }}
          >
            Arrêter
          </button>
        </>
      }
    >
      <p>
        Les onglets se ferment ; vos conteneurs et vos images sont supprimés. Les fichiers de votre
        dossier personnel, eux, sont conservés : vous les retrouverez en rouvrant le terminal.
      </p>
    </Dialog>
  );
}

/** « Tout supprimer »: nothing stays, and it cannot be undone. */
export function RemoveDialog({ open, onClose, onClosed }: Props) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      onClosed={onClosed}
      title="Tout supprimer ?"
      actions={
        <>
          <button type="button" className={buttonClass("outline")} onClick={onClose}>
            Ne rien supprimer
          </button>
          <button
            type="button"
            className={buttonClass(
              "primary",
              "bg-coral text-paper hover:bg-coral hover:brightness-90",
            )}
            onClick={() => {
              onClose();
              void stopWorkspace("remove");
            }}
          >
            Tout supprimer
          </button>
        </>
      }
    >
      <p>
        Vos terminaux, vos conteneurs, vos images et{" "}
        <strong>tous les fichiers de votre dossier personnel</strong> sont supprimés. Cela ne peut
        pas être défait. Votre progression dans les leçons, elle, est conservée.
      </p>
    </Dialog>
  );
}
