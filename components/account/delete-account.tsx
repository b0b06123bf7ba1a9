"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useEffect, useId, useRef, useState } from "react";
import { send, troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import {
  type DeletionAnswer,
  deletionAnswerSchema,
  deletionPhrase,
  meansDeletion,
} from "@/lib/protocol/deletion";
import { forgetPerson } from "./forget-person";

/** What this browser remembers besides: answers, the last tab, the place of the panes. */
function forgetHere(): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith("escale.") && key !== "escale.theme") localStorage.removeItem(key);
  } catch (error) {
    console.warn(error);
  }
}

/** Has the account deleted once the learner has typed that they mean it. */
export function DeleteAccount() {
  const field = useId();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [done, setDone] = useState<DeletionAnswer["state"] | null>(null);
  const outcome = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (done !== null) outcome.current?.focus();
  }, [done]);
  const remove = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      const answer = await send("/api/account", { confirmation: typed }, "DELETE");
      const { state } = deletionAnswerSchema.parse(answer);
      forgetHere();
      forgetPerson();
      setDone(state);
      setAsking(false);
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  if (done !== null)
    return (
      <div className="rounded-xl bg-sea-wash p-5">
        <p ref={outcome} tabIndex={-1} className="font-semibold outline-none">
          {done === "deleted"
            ? "Votre compte et tout ce qui s’y rattachait sont supprimés."
            : "Votre demande est enregistrée et vous êtes déconnecté. Vos fichiers ne peuvent pas être effacés à cet instant : ils le seront dès que possible, et votre compte avec eux, sans que vous ayez rien à faire."}
        </p>
        <p className="mt-4">
          <Link href="/" className={buttonClass("outline")}>
            Retour à l’accueil
          </Link>
        </p>
      </div>
    );
  return (
    <>
      <button
        type="button"
        className={buttonClass("outline", "w-full border-coral! text-coral! sm:w-auto")}
        onClick={() => setAsking(true)}
      >
        <Trash2 className="size-5" aria-hidden />
        Supprimer mon compte
      </button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Supprimer votre compte&#8239;?"
        actions={
          <>
            <button
              type="button"
              className={buttonClass("outline")}
              onClick={() => setAsking(false)}
            >
              Annuler
            </button>
            <button
              type="submit"
              form={`${field}-form`}
              className={buttonClass("primary")}
              disabled={busy || !meansDeletion(typed)}
            >
              {busy ? "Suppression…" : "Supprimer définitivement"}
            </button>
          </>
        }
      >
        <p>
          Votre environnement s’arrête, et tout disparaît&nbsp;: fichiers, conteneurs, images,
          volumes, progression, réponses et attestations, qui ne seront plus confirmées. C’est
          immédiat, et rien ne permet de revenir en arrière.
        </p>
        <form
          id={`${field}-form`}
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy && meansDeletion(typed)) void remove();
          }}
        >
          <label htmlFor={field}>
            Pour confirmer, écrivez <strong>{deletionPhrase}</strong>
          </label>
          <input
            id={field}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            className="mt-1.5 min-h-11 w-full rounded-lg border border-edge bg-paper px-3"
          />
        </form>
        <p role="alert" className="text-coral empty:hidden">
          {trouble}
        </p>
      </Dialog>
    </>
  );
}
