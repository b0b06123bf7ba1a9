import { Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import { buttonClass } from "@/components/ui/button";

/** The workspace runs and no terminal is open: the first is on its way, or all were closed. */
export function NoTabScreen({ pending, onAdd }: { pending: boolean; onAdd: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // the last tab took the keyboard with it
    if (!pending && document.activeElement === document.body) button.current?.focus();
  }, [pending]);
  if (pending) {
    return (
      <p role="status" className="p-4 font-mono text-sm text-soft">
        Ouverture du terminal…
      </p>
    );
  }
  return (
    <div className="grid h-full place-content-center justify-items-center gap-5 p-6 text-center">
      <p className="max-w-sm text-soft">
        Aucun onglet n’est ouvert. Votre espace et vos conteneurs, eux, sont toujours là.
      </p>
      <button ref={button} type="button" className={buttonClass("primary")} onClick={onAdd}>
        <Plus className="size-5" aria-hidden />
        Nouvel onglet
      </button>
    </div>
  );
}
