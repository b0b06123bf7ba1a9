import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** Back to the exercise's own start. */
export function Restart({
  folder,
  pending,
  onRestart,
}: {
  folder: string | null;
  pending: boolean;
  onRestart: () => Promise<boolean>;
}) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        className="-mr-3 inline-flex min-h-11 items-center gap-2 rounded-lg px-3 text-soft text-sm hover:bg-sunken hover:text-ink disabled:opacity-60"
        disabled={pending}
        onClick={() => setAsking(true)}
      >
        <RotateCcw className="size-4" aria-hidden />
        {pending ? "Remise à zéro…" : "Recommencer"}
      </button>
      <ConfirmDialog
        open={asking}
        title="Recommencer cet exercice ?"
        action="Recommencer"
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void onRestart();
        }}
      >
        <p>
          Les conteneurs et autres objets de cet exercice seront supprimés
          {folder ? (
            <>
              , et le contenu de <code className="font-mono">{folder}</code> remis à son état de
              départ
            </>
          ) : null}
          . Vos autres fichiers et les autres exercices ne changent pas.
        </p>
      </ConfirmDialog>
    </>
  );
}
