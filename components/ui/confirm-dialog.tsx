import type { ReactNode } from "react";
import { buttonClass } from "./button";
import { Dialog } from "./dialog";

/** Asks before something that is recorded or cannot be undone. */
export function ConfirmDialog({
  open,
  title,
  action,
  children,
  onCancel,
  onConfirm,
}: {
  open: boolean;
  title: string;
  /** what the button does, French */
  action: string;
  children: ReactNode;
  onCancel: () => void;
  onConfirm: () => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onCancel}
      title={title}
      actions={
        <>
          <button type="button" className={buttonClass("outline")} onClick={onCancel}>
            Annuler
          </button>
          <button type="button" className={buttonClass("primary")} onClick={onConfirm}>
            {action}
          </button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
