import { useId, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { fieldClass, labelTextClass } from "@/components/ui/field";

/** Another name for a learner of the class. */
export function RenameDialog({
  open,
  name,
  pending,
  onCancel,
  onRename,
}: {
  open: boolean;
  name: string;
  pending: boolean;
  onCancel: () => void;
  onRename: (name: string) => void;
}) {
  const [text, setText] = useState(name);
  const id = useId();
  return (
    <Dialog open={open} onClose={onCancel} title="Corriger le nom">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onRename(text);
        }}
      >
        <label htmlFor={id} className={labelTextClass}>
          Prénom et nom
        </label>
        <input
          id={id}
          required
          maxLength={60}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={fieldClass()}
        />
        <div className="mt-5 mb-1 flex flex-wrap justify-end gap-3">
          <button type="button" className={buttonClass("outline")} onClick={onCancel}>
            Annuler
          </button>
          <button type="submit" className={buttonClass("primary")} disabled={pending}>
            Enregistrer
          </button>
        </div>
      </form>
    </Dialog>
  );
}
