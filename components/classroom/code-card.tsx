"use client";

import { DoorClosed, DoorOpen, Presentation, RefreshCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { shownCode } from "@/lib/protocol/classroom";
import { Card } from "./card";
import { Trouble } from "./trouble";

/** The code of a class, its link and its QR code; or that nobody can come in. */
export function CodeCard({
  classId,
  code,
  link,
  qr,
}: {
  classId: string;
  code: string | null;
  link: string;
  /** drawn by the server; null with the code */
  qr: ReactNode;
}) {
  const { pending, trouble, send } = useSend();
  const [dialog, setDialog] = useState<"show" | "renew" | null>(null);
  const act = (action: "renewCode" | "closeCode") => {
    setDialog(null);
    void send(`/api/classes/${classId}`, { action });
  };
  return (
    <Card id="acces" title="Faire entrer la classe">
      {code === null ? (
        <>
          <p className="text-soft">
            La porte est fermée&nbsp;: aucun code n’ouvre cette classe. Les liens personnels, eux,
            fonctionnent toujours.
          </p>
          <button
            type="button"
            className={buttonClass("primary", "mt-4")}
            disabled={pending}
            onClick={() => act("renewCode")}
          >
            <DoorOpen className="size-5" aria-hidden />
            Ouvrir avec un nouveau code
          </button>
        </>
      ) : (
        <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
          <div className="w-32 shrink-0 overflow-hidden rounded-lg border border-line">{qr}</div>
          <div className="min-w-0 flex-1 basis-56">
            <p className="flex items-center gap-1">
              <span className="sr-only">Code&nbsp;: </span>
              <strong className="whitespace-nowrap font-mono text-3xl tracking-wide">
                {shownCode(code)}
              </strong>
              <CopyButton text={shownCode(code)} label="Copier le code" />
            </p>
            <p className="flex items-center gap-1 text-soft text-sm">
              <span className="min-w-0 break-all">{link}</span>
              <CopyButton text={link} label="Copier le lien" />
            </p>
            <div className="mt-2 -ml-3 flex flex-wrap">
              <button
                type="button"
                className={buttonClass("quiet", "px-3!")}
                onClick={() => setDialog("show")}
              >
                <Presentation className="size-4" aria-hidden />
                Projeter
              </button>
              <button
                type="button"
                className={buttonClass("quiet", "px-3!")}
                disabled={pending}
                onClick={() => setDialog("renew")}
              >
                <RefreshCw className="size-4" aria-hidden />
                Changer le code
              </button>
              <button
                type="button"
                className={buttonClass("quiet", "px-3!")}
                disabled={pending}
                onClick={() => act("closeCode")}
              >
                <DoorClosed className="size-4" aria-hidden />
                Fermer la porte
              </button>
            </div>
          </div>
          <Dialog
            open={dialog === "show"}
            onClose={() => setDialog(null)}
            title="Rejoignez la classe"
            long
          >
            <div className="grid justify-items-center gap-4 text-center">
              <div className="w-[min(20rem,50dvh)] overflow-hidden rounded-lg border border-line">
                {qr}
              </div>
              <p className="font-bold font-mono text-[clamp(2rem,8vw,4rem)] leading-tight">
                {shownCode(code)}
              </p>
              <p className="break-all text-lg text-soft">{link.replace(/\?.*$/, "")}</p>
            </div>
          </Dialog>
          <ConfirmDialog
            open={dialog === "renew"}
            title="Changer le code ?"
            action="Changer le code"
            onCancel={() => setDialog(null)}
            onConfirm={() => act("renewCode")}
          >
            <p>
              Le code, le lien et le code QR montrés jusqu’ici n’ouvriront plus la classe. Ceux qui
              y sont déjà y restent.
            </p>
          </ConfirmDialog>
        </div>
      )}
      <Trouble>{trouble}</Trouble>
    </Card>
  );
}
