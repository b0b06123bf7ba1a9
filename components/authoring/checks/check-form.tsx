"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { buttonClass, iconButtonClass } from "@/components/ui/button";
import { isPlain } from "@/lib/authoring/checks/assign";
import { fieldsOf, kinds } from "@/lib/authoring/checks/fields";
import { type CheckForm, emptyForm, rebased, withKind } from "@/lib/authoring/checks/form";
import {
  type Issue,
  issuesWithin,
  type ReadStep,
  type ReadText,
} from "@/lib/authoring/checks/read";
import { addCheck, formAt, type Place, placeNow, saveCheck } from "@/lib/authoring/checks/save";
import { CheckFields } from "./check-fields";
import { Choice, Errors } from "./inputs";
import { saidElsewhere } from "./said";

interface Work {
  /** null: it is a new one, or is no more in the text */
  place: Place | null;
  id: unknown;
  /** the text that `base` was read in */
  text: string;
  base: CheckForm;
  form: CheckForm;
  /** keys that were changed in the text and here */
  both: readonly string[];
  gone: boolean;
  issues: readonly Issue[];
}

/** One check, new or not; the file gets it when the rules accept it. */
export function CheckEditor({
  text,
  read,
  step,
  check,
  onSave,
  onCancel,
}: {
  /** the file as it is now */
  text: string;
  read: ReadText;
  step: number;
  /** null: a new one */
  check: number | null;
  onSave: (text: string, place: Place) => void;
  onCancel: () => void;
}) {
  const [kept, setWork] = useState<Work>(() => begun(text, read, step, check));
  const work = kept.text === text || !read.readable ? kept : follow(kept, text, read);
  const { form, place, gone, both, issues } = work;
  const title = useRef<HTMLHeadingElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLFormElement>(null);
  useEffect(() => title.current?.focus(), []);
  const at = place?.step ?? step;
  const steps = read.readable ? read.steps : [];
  const names = fieldsOf(form.kind).map(({ name }) => name);
  const elsewhere = saidElsewhere(issues, names);
  const save = () => {
    const saved =
      place === null ? addCheck(text, at, form) : saveCheck(text, place, work.base, form);
    if (saved.text === undefined) {
      setWork({ ...work, issues: saved.issues });
      requestAnimationFrame(() => {
        const wrong = whole.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
        (wrong ?? alert.current)?.focus();
      });
    } else onSave(saved.text, place ?? { step: at, check: steps[at]?.checks.length ?? 0 });
  };
  return (
    <form
      ref={whole}
      noValidate
      className="space-y-5 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex items-center gap-2">
        <button
          type="button"
          aria-label="Revenir à la liste sans enregistrer"
          title="Revenir à la liste sans enregistrer"
          className={iconButtonClass("-ml-2")}
          onClick={onCancel}
        >
          <ArrowLeft className="size-5" aria-hidden />
        </button>
        <h2 ref={title} tabIndex={-1} className="font-display font-semibold text-xl outline-none">
          {check === null ? "Nouvelle vérification" : "Modifier la vérification"}
        </h2>
      </div>
      {steps.length > 1 ? (
        <p className="text-soft text-sm">
          Étape {at + 1}&nbsp;: {steps[at]?.title}
        </p>
      ) : null}
      {gone ? (
        <Notice>
          Cette vérification n’est plus dans le texte. L’enregistrer l’y ajoute de nouveau, à la fin
          de l’étape.
        </Notice>
      ) : null}
      {both.length > 0 ? (
        <Notice>
          Le texte a changé entre-temps pour {both.join(", ")}&nbsp;: enregistrer y écrit ce qui est
          ici.
        </Notice>
      ) : null}
      {read.readable ? null : <Unreadable read={read} />}
      <Choice
        label="Sorte de vérification"
        required
        help={kinds.find(([kind]) => kind === form.kind)?.[2]}
        choices={kinds.map(([kind, label]) => [kind, label] as const)}
        value={form.kind}
        onChange={(value) => {
          const kind = kinds.find(([name]) => name === value)?.[0];
          if (kind) setWork({ ...work, form: withKind(form, kind), issues: [] });
        }}
      />
      <CheckFields
        form={form}
        issues={issues}
        earlier={earlierIds(steps, at, place?.check ?? null)}
        values={read.readable ? read.values : []}
        onChange={(next) => setWork({ ...work, form: next })}
      />
      <div className="sticky bottom-0 -mx-4 -mb-4 border-line border-t bg-paper px-4 py-3">
        <div ref={alert} role="alert" tabIndex={-1} className="outline-none">
          {issues.length === 0 ? null : (
            <div className="mb-3 rounded-lg bg-coral-wash px-3 py-2 text-coral text-sm">
              <p>
                {issues.length === 1
                  ? "Une erreur empêche d’enregistrer."
                  : `${issues.length} erreurs empêchent d’enregistrer.`}
              </p>
              <Errors errors={elsewhere} />
            </div>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          <button type="submit" className={buttonClass("primary")} disabled={!read.readable}>
            {place === null ? "Ajouter au texte" : "Enregistrer dans le texte"}
          </button>
          <button type="button" className={buttonClass("quiet")} onClick={onCancel}>
            Annuler
          </button>
        </div>
      </div>
    </form>
  );
}

export function Unreadable({ read }: { read: Extract<ReadText, { readable: false }> }) {
  return (
    <Notice>
      Le texte ne peut pas être lu, ligne {read.line}&nbsp;: {read.message} Corrigez-le dans
      l’éditeur&nbsp;; d’ici là le formulaire n’y touche pas.
    </Notice>
  );
}

function Notice({ children }: { children: React.ReactNode }) {
  return (
    <p role="status" className="rounded-lg bg-coral-wash px-3 py-2 text-coral text-sm">
      {children}
    </p>
  );
}

function begun(text: string, read: ReadText, step: number, check: number | null): Work {
  const place = check === null ? null : { step, check };
  const steps = read.readable ? read.steps : [];
  const form = (place && formAt(steps, place)) ?? emptyForm("engine");
  const value = check === null ? undefined : steps[step]?.checks[check];
  const issues =
    read.readable && place ? issuesWithin(read.issues, ["steps", step, "checks", place.check]) : [];
  return {
    ...{ place, id: isPlain(value) ? value.id : undefined, text },
    ...{ base: form, form, both: [], gone: false, issues },
  };
}

/** The same work once the text is another. */
function follow(work: Work, text: string, read: Extract<ReadText, { readable: true }>): Work {
  if (work.place === null) return { ...work, text };
  const place = placeNow(read.steps, work.place, work.id);
  const now = place && formAt(read.steps, place);
  if (place === null || now === null) return { ...work, text, place: null, gone: true };
  const { form, both } = rebased(work.form, work.base, now);
  const step = read.steps[place.step];
  return step ? { ...work, ...{ text, place, base: now, form, both } } : work;
}

function earlierIds(
  steps: readonly ReadStep[],
  step: number,
  check: number | null,
): readonly string[] {
  return steps
    .slice(0, step + 1)
    .flatMap(({ checks }, index) =>
      (index === step && check !== null ? checks.slice(0, check) : checks).flatMap((one) =>
        isPlain(one) && typeof one.id === "string" ? [one.id] : [],
      ),
    );
}
