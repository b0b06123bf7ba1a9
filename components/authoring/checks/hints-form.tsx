"use client";

import { useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { type Issue, issuesWithin, readExerciseText } from "@/lib/authoring/checks/read";
import { setTexts } from "@/lib/authoring/checks/yaml-edit";
import { Errors, Group, Texts } from "./inputs";
import { saidAt } from "./said";

/** The hints of a step, from vague to precise. */
export function HintsForm({
  text,
  step,
  hints,
  onSave,
  onCancel,
}: {
  text: string;
  step: number;
  hints: readonly string[];
  onSave: (text: string) => void;
  onCancel: () => void;
}) {
  const [values, setValues] = useState(hints);
  const [base] = useState(hints);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const path = ["steps", step, "hints"];
  const changed = base.join("\n") !== hints.join("\n");
  return (
    <form
      noValidate
      className="mt-2 space-y-3 rounded-lg border border-line bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault();
        const next = setTexts(text, path, values);
        const read = readExerciseText(next);
        const wrong = read.readable ? issuesWithin(read.issues, path) : [];
        if (wrong.length > 0) setIssues(wrong);
        else onSave(next);
      }}
    >
      <Group
        label="Indices"
        help="Du plus vague au plus précis, jamais la commande elle-même. Un à cinq."
      >
        <Texts
          name="Indice"
          rows={2}
          adding="Ajouter un indice"
          values={values}
          onChange={setValues}
          errorsAt={(index) => saidAt(issues, [index])}
        />
      </Group>
      <div role="alert">
        <Errors errors={saidAt(issues, [])} />
      </div>
      {changed ? (
        <p role="status" className="text-coral text-sm">
          Le texte a changé entre-temps&nbsp;: enregistrer y écrit les indices qui sont ici.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <button type="submit" className={buttonClass("primary", "min-h-10! px-4! text-sm")}>
          Enregistrer les indices
        </button>
        <button
          type="button"
          className={buttonClass("quiet", "min-h-10! px-4! text-sm")}
          onClick={onCancel}
        >
          Annuler
        </button>
      </div>
    </form>
  );
}
