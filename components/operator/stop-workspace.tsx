"use client";

import { useState } from "react";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Trouble } from "./trouble";

/** Ends one workspace, after a question: its learner may be at work. */
export function StopWorkspace({ owner, name }: { owner: string; name: string }) {
  const [asking, setAsking] = useState(false);
  const { pending, trouble, send } = useSend();
  return (
    <>
      <button
        type="button"
        className={buttonClass("outline")}
        aria-label={`Arrêter l’espace de travail de ${name}`}
        disabled={pending}
        onClick={() => setAsking(true)}
      >
        Arrêter
      </button>
      <Trouble text={trouble} />
      <ConfirmDialog
        open={asking}
        title="Arrêter cet espace de travail ?"
        action="Arrêter"
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void send(`/api/admin/workspaces/${owner}`, undefined, "DELETE");
        }}
      >
        <p>
          Les terminaux et les conteneurs de {name} s’arrêtent tout de suite. Ses fichiers sont
          gardés, et sa page lui dit que l’arrêt vient de vous.
        </p>
      </ConfirmDialog>
    </>
  );
}
