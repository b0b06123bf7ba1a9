"use client";

import { useId, useState } from "react";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { fieldClass, labelTextClass } from "@/components/ui/field";
import { maxRemarkLength } from "@/lib/protocol/classroom";
import { Trouble } from "./trouble";

/** What a class's trainers write to one learner, who reads it in their report. */
export function RemarkForm({
  classId,
  place,
  text: saved,
}: {
  classId: string;
  place: string;
  text: string;
}) {
  const { pending, trouble, send, clear } = useSend();
  const [text, setText] = useState<string | null>(null);
  const id = useId();
  const close = () => setText(null);
  return (
    <>
      <button
        type="button"
        className={buttonClass("outline")}
        onClick={() => {
          clear();
          setText(saved);
        }}
      >
        {saved === "" ? "Écrire une remarque" : "Modifier la remarque"}
      </button>
      <Dialog open={text !== null} onClose={close} title="Remarque">
        <form
          onSubmit={async (event) => {
            event.preventDefault();
            const path = `/api/classes/${classId}`;
            if (await send(path, { action: "remark", place, text: text ?? "" })) close();
          }}
        >
          <label htmlFor={id} className={labelTextClass}>
            Cette personne la lit dans son bilan
          </label>
          <textarea
            id={id}
            rows={7}
            maxLength={maxRemarkLength}
            value={text ?? ""}
            onChange={(event) => setText(event.target.value)}
            className={fieldClass()}
          />
          <Trouble>{trouble}</Trouble>
          <div className="mt-5 mb-1 flex flex-wrap justify-end gap-3">
            <button type="button" className={buttonClass("outline")} onClick={close}>
              Annuler
            </button>
            <button type="submit" className={buttonClass("primary")} disabled={pending}>
              Enregistrer
            </button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
