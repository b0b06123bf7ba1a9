"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { fieldClass, helpClass, labelTextClass } from "@/components/ui/field";
import type { AssignedItem } from "@/lib/protocol/classroom";
import { ItemPicker, type PickerChapter } from "./item-picker";
import { Trouble } from "./trouble";

export interface AssignmentValues {
  title: string;
  instructions: string;
  /** on the class's clock, `2026-11-30T18:00`; empty: none */
  opensAt: string;
  dueAt: string;
  ordered: boolean;
  hintsAllowed: boolean;
  solutionsAllowed: boolean;
  weight: number;
  items: AssignedItem[];
}

/** An assignment to be written, or written anew. */
export function AssignmentForm({
  classId,
  id,
  values,
  chapters,
  zone,
}: {
  classId: string;
  /** null: a new one */
  id: string | null;
  values: AssignmentValues;
  chapters: PickerChapter[];
  /** whose clock the times are on, in words */
  zone: string;
}) {
  const router = useRouter();
  const { pending, trouble, send } = useSend();
  const [items, setItems] = useState(values.items);
  const [fault, setFault] = useState<string | null>(null);
  const [removing, setRemoving] = useState(false);
  const path = `/api/classes/${classId}/assignments`;
  const back = () => router.push(`/classes/${classId}`);
  const submit = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? "");
    const [opensAt, dueAt] = [text("opensAt") || null, text("dueAt") || null];
    const wrong =
      items.length === 0
        ? "Choisissez au moins une leçon ou un exercice."
        : opensAt !== null && dueAt !== null && opensAt >= dueAt
          ? "L’échéance doit venir après l’ouverture."
          : null;
    setFault(wrong);
    if (wrong !== null) return;
    const draft = {
      ...{ title: text("title"), instructions: text("instructions"), opensAt, dueAt },
      ordered: form.has("ordered"),
      hintsAllowed: form.has("hintsAllowed"),
      solutionsAllowed: form.has("solutionsAllowed"),
      weight: Number(form.get("weight")),
      items: items.map(({ kind, target }) => ({ kind, target })),
    };
    if ((await send(id === null ? path : `${path}/${id}`, draft)) !== null) back();
  };
  return (
    <form
      className="mt-8 grid gap-8"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <div>
        <label htmlFor="titre" className={labelTextClass}>
          Titre
        </label>
        <input
          id="titre"
          name="title"
          required
          maxLength={100}
          autoComplete="off"
          defaultValue={values.title}
          placeholder="Séance 1 : premiers conteneurs"
          className={fieldClass("text-lg")}
        />
      </div>
      <ItemPicker chapters={chapters} chosen={items} onChange={setItems} />
      <div>
        <label htmlFor="consignes" className={labelTextClass}>
          Consignes <span className="font-normal text-soft">(facultatif)</span>
        </label>
        <textarea
          id="consignes"
          name="instructions"
          rows={4}
          maxLength={4000}
          defaultValue={values.instructions}
          className={fieldClass()}
        />
      </div>
      <fieldset>
        <legend className={labelTextClass}>Dates</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <TimeField id="ouverture" name="opensAt" value={values.opensAt} label="Ouverture" />
          <TimeField id="echeance" name="dueAt" value={values.dueAt} label="Échéance" />
        </div>
        <p className={helpClass}>
          Heure de {zone}. Sans ouverture, le devoir est visible aussitôt&nbsp;; sans échéance, rien
          n’est en retard. Un travail fait après reste compté, et marqué en retard.
        </p>
      </fieldset>
      <fieldset className="grid gap-1">
        <legend className={labelTextClass}>Règles</legend>
        <Check name="ordered" checked={values.ordered}>
          Ordre imposé&nbsp;: un exercice s’ouvre quand ce qui le précède est fait
        </Check>
        <Check name="hintsAllowed" checked={values.hintsAllowed}>
          Indices permis
        </Check>
        <Check name="solutionsAllowed" checked={values.solutionsAllowed}>
          Solutions permises
        </Check>
        <label htmlFor="poids" className="mt-2 flex flex-wrap items-center gap-3">
          Poids dans l’avancement de la classe
          <input
            id="poids"
            name="weight"
            type="number"
            required
            min={1}
            max={100}
            defaultValue={values.weight}
            className={fieldClass("w-24!")}
          />
        </label>
      </fieldset>
      <div>
        <Trouble>{fault ?? trouble}</Trouble>
        <div className="mt-4 flex flex-wrap gap-3">
          <button type="submit" className={buttonClass("primary")} disabled={pending}>
            {pending ? "Enregistrement…" : id === null ? "Donner ce devoir" : "Enregistrer"}
          </button>
          <button type="button" className={buttonClass("outline")} onClick={back}>
            Annuler
          </button>
          {id === null ? null : (
            <button
              type="button"
              className={buttonClass("quiet", "sm:ml-auto")}
              disabled={pending}
              onClick={() => setRemoving(true)}
            >
              <Trash2 className="size-4" aria-hidden />
              Supprimer
            </button>
          )}
        </div>
      </div>
      <ConfirmDialog
        open={removing}
        title="Supprimer ce devoir ?"
        action="Supprimer"
        onCancel={() => setRemoving(false)}
        onConfirm={() => {
          setRemoving(false);
          void send(`${path}/${id}`, {}, "DELETE").then((done) => done === null || back());
        }}
      >
        <p>
          Il disparaît de la classe et des résultats. Ce que chacun a fait lui reste acquis dans le
          parcours.
        </p>
      </ConfirmDialog>
    </form>
  );
}

function TimeField(props: { id: string; name: string; value: string; label: string }) {
  return (
    <div>
      <label htmlFor={props.id} className="mb-1 block text-soft">
        {props.label}
      </label>
      <input
        id={props.id}
        name={props.name}
        type="datetime-local"
        min="2000-01-01T00:00"
        max="2099-12-31T23:59"
        defaultValue={props.value}
        className={fieldClass()}
      />
    </div>
  );
}

function Check({
  name,
  checked,
  children,
}: {
  name: string;
  checked: boolean;
  children: React.ReactNode;
}) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input type="checkbox" name={name} defaultChecked={checked} className="size-5 shrink-0" />
      <span>{children}</span>
    </label>
  );
}
