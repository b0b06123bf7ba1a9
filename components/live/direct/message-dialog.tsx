"use client";

import { Send } from "lucide-react";
import { useState } from "react";
import { send, troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { fieldClass, helpClass, labelTextClass } from "@/components/ui/field";
import { type MessageKind, maxMessageLength } from "@/lib/protocol/live";

export interface Recipient {
  /** null: everybody */
  place: string | null;
  name: string;
}

const kinds: readonly { kind: MessageKind; label: string; help: string }[] = [
  {
    kind: "text",
    label: "Un message",
    help: "Il s’affiche aussitôt sur leur page, et reste dans la page de la classe pour la séance.",
  },
  {
    kind: "command",
    label: "Une commande",
    help: "Elle s’affiche avec un bouton qui la tape dans le terminal, sous les yeux de l’apprenant. Rien ne s’exécute sans son clic.",
  },
];

/** Writes to one learner or to all of them. */
export function MessageDialog({
  classId,
  to,
  onClose,
  onSent,
}: {
  classId: string;
  /** null: closed */
  to: Recipient | null;
  onClose: () => void;
  onSent: (said: string) => void;
}) {
  return (
    <Dialog
      open={to !== null}
      onClose={onClose}
      title={to?.place ? `Écrire à ${to.name}` : "Écrire à toute la classe"}
    >
      {to === null ? null : <Form classId={classId} to={to} onClose={onClose} onSent={onSent} />}
    </Dialog>
  );
}

function Form({
  classId,
  to,
  onClose,
  onSent,
}: {
  classId: string;
  to: Recipient;
  onClose: () => void;
  onSent: (said: string) => void;
}) {
  const [kind, setKind] = useState<MessageKind>("text");
  const [text, setText] = useState("");
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const chosen = kinds.find((one) => one.kind === kind);
  const submit = async () => {
    if (pending || text.trim() === "") return;
    setPending(true);
    setTrouble(null);
    try {
      await send(`/api/classes/${classId}/messages`, { to: to.place, kind, text });
      onSent(`${kind === "text" ? "Message envoyé" : "Commande envoyée"} à ${to.name}.`);
      onClose();
    } catch (error) {
      setTrouble(troubleOf(error));
      setPending(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
        <legend className="sr-only">Que voulez-vous envoyer ?</legend>
        {kinds.map((one) => (
          <label key={one.kind} className="flex min-h-11 items-center gap-2">
            <input
              type="radio"
              name="kind"
              className="size-4.5 accent-(--sea)"
              checked={kind === one.kind}
              onChange={() => setKind(one.kind)}
            />
            {one.label}
          </label>
        ))}
      </fieldset>
      <label htmlFor="texte-du-message" className={labelTextClass}>
        {kind === "text" ? "Votre message" : "La commande"}
      </label>
      <textarea
        id="texte-du-message"
        required
        rows={kind === "text" ? 4 : 2}
        maxLength={maxMessageLength}
        value={text}
        spellCheck={kind === "text"}
        aria-describedby="aide-du-message"
        className={fieldClass(kind === "command" ? "font-mono" : undefined)}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
        }}
      />
      <p id="aide-du-message" className={helpClass}>
        {chosen?.help}
      </p>
      <div role="alert">
        {trouble === null ? null : <p className="mt-2 text-coral">{trouble}</p>}
      </div>
      <div className="mt-4 flex flex-wrap justify-end gap-3">
        <button type="button" className={buttonClass("outline")} onClick={onClose}>
          Annuler
        </button>
        <button
          type="submit"
          className={buttonClass("primary")}
          disabled={pending || text.trim() === ""}
        >
          <Send className="size-4" aria-hidden />
          Envoyer
        </button>
      </div>
    </form>
  );
}
