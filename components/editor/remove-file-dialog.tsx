import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Asked before something is deleted: there is no bin to take it out of again. */
export function RemoveFileDialog({
  path,
  onClose,
  onConfirm,
}: {
  path: string | null;
  onClose: () => void;
  onConfirm: (path: string) => void;
}) {
  return (
    <Dialog
      open={path !== null}
      onClose={onClose}
      title="Supprimer définitivement ?"
      actions={
        <>
          <button type="button" className={buttonClass("outline")} onClick={onClose}>
            Garder
          </button>
          <button
            type="button"
            className={buttonClass("primary")}
            onClick={() => {
              onClose();
              if (path !== null) onConfirm(path);
            }}
          >
            Supprimer
          </button>
        </>
      }
    >
      <p>
        <bdi className="break-all font-mono">{path}</bdi> sera supprimé de votre dossier personnel,
        avec tout ce qu’il contient s’il s’agit d’un dossier.
      </p>
    </Dialog>
  );
}
