import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Asked before a tab is closed in which a program runs. */
export function CloseTabDialog({
  terminal,
  onClose,
  onConfirm,
  onClosed,
}: {
  terminal: number | null;
  onClose: () => void;
  onConfirm: (terminal: number) => void;
  onClosed: () => void;
}) {
  return (
    <Dialog
      open={terminal !== null}
      onClose={onClose}
      onClosed={onClosed}
      title="Fermer cet onglet ?"
      actions={
        <>
          <button type="button" className={buttonClass("outline")} onClick={onClose}>
            Le garder
          </button>
          <button
            type="button"
            className={buttonClass("primary")}
            onClick={() => {
              onClose();
              if (terminal !== null) onConfirm(terminal);
            }}
          >
            Fermer l’onglet
          </button>
        </>
      }
    >
      <p>
        Un programme y est en cours : il sera interrompu. Les conteneurs lancés en arrière-plan,
        eux, continuent.
      </p>
    </Dialog>
  );
}
