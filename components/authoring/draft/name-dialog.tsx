import { useId, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { fieldClass, helpClass, labelTextClass } from "@/components/ui/field";

/** Asks for a name. `onName` says in French why it will not do; null: it does. */
export function NameDialog({
  open,
  title,
  label,
  help,
  onCancel,
  onName,
}: {
  open: boolean;
  title: string;
  label: string;
  help: string;
  onCancel: () => void;
  onName: (name: string) => string | null;
}) {
  const id = useId();
  const [trouble, setTrouble] = useState<string | null>(null);
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
          <button type="submit" form={id} className={buttonClass("primary")}>
            Ajouter
          </button>
        </>
      }
    >
      <form
        id={id}
        onSubmit={(event) => {
          event.preventDefault();
          const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
          setTrouble(onName(name));
        }}
      >
        <label htmlFor={`${id}-nom`} className={labelTextClass}>
          {label}
        </label>
        <input
          id={`${id}-nom`}
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className={fieldClass()}
        />
        <p className={helpClass}>{help}</p>
        <p role="alert" className="mt-2 text-coral empty:hidden">
          {trouble}
        </p>
      </form>
    </Dialog>
  );
}
