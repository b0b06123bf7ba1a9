"use client";

import { useState } from "react";
import { call } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Trouble, useAction } from "./action";

/** Ends one workspace, after a question: its learner may be at work. */
export function StopWorkspace({ owner, name }: { owner: string; name: string }) {
  const [asking, setAsking] = useState(false);
  const { busy, trouble, run } = useAction();
  return (
    <>
      <button
        type="button"
        className={buttonClass("outline")}
        aria-label={`Arrêter l’espace de travail de ${name}`}
        disabled={busy}
        onClick={() => setAsking(true)}
      >
        Arrêter
      </button>
      <Trouble text={trouble} />
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Arrêter cet espace de travail ?"
        actions={
          <>
            <button type="button" className={buttonClass("quiet")} onClick={() => setAsking(false)}>
              Annuler
            </button>
            <button
              type="button"
              className={buttonClass("primary")}
              onClick={() => {
                setAsking(false);
                void run(async () => {
                  await call(`/api/admin/workspaces/${owner}`, { method: "DELETE" });
                });
              }}
            >
              Arrêter
            </button>
          </>
        }
      >
        <p>
          Les terminaux et les conteneurs de {name} s’arrêtent tout de suite. Ses fichiers sont
          gardés, et sa page lui dit que l’arrêt vient de vous.
        </p>
      </Dialog>
    </>
  );
}
