"use client";

import { ArrowDown, ArrowUp, CircleAlert, Pencil, Trash2 } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { useStore } from "@/components/workspace/create-store";
import { isPlain } from "@/lib/authoring/checks/assign";
import { kinds } from "@/lib/authoring/checks/fields";
import { issuesWithin, readExerciseText } from "@/lib/authoring/checks/read";
import { checksPath, type Place } from "@/lib/authoring/checks/save";
import { moveItem, removeItem } from "@/lib/authoring/checks/yaml-edit";
import type { Draft } from "../draft/draft";
import { CheckEditor, Unreadable } from "./check-form";
import { HintsForm } from "./hints-form";
import { Add, Icon, smallButton } from "./inputs";

const pattern = /^exercises\/([^/]+)\/exercise\.yaml$/;

/** The checks of the exercise that is open in the editor, by form: it writes into the text. */
export default function ChecksPanel({ draft }: { draft: Draft }) {
  const { files, active } = useStore(draft.store);
  const file = files.find(({ path }) => path === active);
  const slug = pattern.exec(active)?.[1];
  if (file === undefined || slug === undefined) {
    const slugs = files.flatMap(({ path }) => pattern.exec(path)?.[1] ?? []);
    return (
      <div className="space-y-3 p-4">
        <h2 className="font-display font-semibold text-xl">Vérifications</h2>
        <p>
          {slugs.length === 0
            ? "Cette leçon n’a pas d’exercice. Ajoutez-en un dans la liste des fichiers."
            : "De quel exercice ?"}
        </p>
        <ul className="space-y-2">
          {slugs.map((one) => (
            <li key={one}>
              <button
                type="button"
                className={buttonClass("outline")}
                onClick={() => draft.open(`exercises/${one}/exercise.yaml`)}
              >
                {one}
              </button>
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return <ChecksOf key={active} draft={draft} path={active} slug={slug} text={file.text} />;
}

type Asked = { step: number; check: number | null };

function ChecksOf({
  draft,
  path,
  slug,
  text,
}: {
  draft: Draft;
  path: string;
  slug: string;
  text: string;
}) {
  const read = useMemo(() => readExerciseText(text), [text]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [hints, setHints] = useState<number | null>(null);
  /** what was done last, and the text before and after it */
  const [done, setDone] = useState<{ said: string; before: string; after: string } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<string | null>(null);
  useEffect(() => {
    if (focus === null) return;
    list.current?.querySelector<HTMLElement>(`[data-focus="${focus}"]`)?.focus();
    setFocus(null);
  }, [focus]);

  const write = (after: string, said: string) => {
    draft.edit(path, after);
    setDone({ said, before: text, after });
  };
  if (asked !== null)
    return (
      <CheckEditor
        {...asked}
        text={text}
        read={read}
        onSave={(after, place) => {
          write(after, "La vérification est dans le texte.");
          setAsked(null);
          setFocus(nameOf(place));
        }}
        onCancel={() => {
          setFocus(
            asked.check === null ? `ajout-${asked.step}` : nameOf({ ...asked, check: asked.check }),
          );
          setAsked(null);
        }}
      />
    );
  return (
    <div ref={list} className="space-y-5 p-4">
      <div>
        <h2 className="font-display font-semibold text-xl">Vérifications</h2>
        <p className="truncate font-mono text-soft text-sm">{slug}</p>
      </div>
      <p role="status" className="flex flex-wrap items-center gap-2 text-sm empty:hidden">
        {done ? (
          <>
            {done.said}
            {done.after === text ? (
              <button
                type="button"
                className={smallButton}
                onClick={() => {
                  draft.edit(path, done.before);
                  setDone(null);
                }}
              >
                Annuler
              </button>
            ) : null}
          </>
        ) : null}
      </p>
      {read.readable ? (
        read.steps.map((step, index) => (
          <section key={index} aria-label={`Étape ${index + 1}`}>
            <h3 className="font-semibold">
              Étape {index + 1}&nbsp;: {step.title || step.id}
            </h3>
            <ol className="mt-2 divide-y divide-line rounded-lg border border-line bg-surface empty:hidden">
              {step.checks.map((check, at) => (
                <CheckLine
                  key={at}
                  check={check}
                  place={{ step: index, check: at }}
                  last={at === step.checks.length - 1}
                  errors={issuesWithin(read.issues, ["steps", index, "checks", at]).length}
                  onEdit={() => setAsked({ step: index, check: at })}
                  onMove={(to) => {
                    write(moveItem(text, checksPath(index), at, to), "L’ordre a changé.");
                    setFocus(nameOf({ step: index, check: to }));
                  }}
                  onRemove={() => {
                    write(
                      removeItem(text, checksPath(index), at),
                      `« ${titleOf(check)} » est retirée du texte.`,
                    );
                    setFocus(`ajout-${index}`);
                  }}
                />
              ))}
            </ol>
            <div className="mt-1 flex flex-wrap gap-1">
              <Add
                focusName={`ajout-${index}`}
                onClick={() => setAsked({ step: index, check: null })}
              >
                Ajouter une vérification
              </Add>
              <button
                type="button"
                data-focus={`indices-${index}`}
                aria-expanded={hints === index}
                className={smallButton}
                onClick={() => setHints(hints === index ? null : index)}
              >
                <Pencil className="size-4" aria-hidden />
                Indices ({step.hints.length})
              </button>
            </div>
            {hints === index ? (
              <HintsForm
                {...{ text, step: index, hints: step.hints }}
                onSave={(after) => {
                  write(after, "Les indices sont dans le texte.");
                  setHints(null);
                  setFocus(`indices-${index}`);
                }}
                onCancel={() => {
                  setHints(null);
                  setFocus(`indices-${index}`);
                }}
              />
            ) : null}
          </section>
        ))
      ) : (
        <Unreadable read={read} />
      )}
    </div>
  );
}

const nameOf = ({ step, check }: Place): string => `${step}-${check}`;
const field = (check: unknown, key: string): string => {
  const value = isPlain(check) ? check[key] : undefined;
  return typeof value === "string" ? value : "";
};
const titleOf = (check: unknown): string =>
  field(check, "title") || field(check, "id") || "Sans titre";

function CheckLine({
  check,
  place,
  last,
  errors,
  onEdit,
  onMove,
  onRemove,
}: {
  check: unknown;
  place: Place;
  last: boolean;
  errors: number;
  onEdit: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}) {
  const title = titleOf(check);
  const kind = kinds.find(([name]) => name === field(check, "kind"))?.[1] ?? "Sorte inconnue";
  return (
    <li className="flex items-center gap-0.5 py-1 pr-1 pl-3">
      <button
        type="button"
        data-focus={nameOf(place)}
        className="min-h-11 min-w-0 flex-1 rounded-lg py-1 text-left hover:text-sea"
        onClick={onEdit}
      >
        <span className="sr-only">Modifier </span>
        <span className="block break-words text-sm">{title}</span>
        <span className="block text-soft text-xs">{kind}</span>
        {errors > 0 ? (
          <span className="flex items-center gap-1 text-coral text-xs">
            <CircleAlert className="size-3.5" aria-hidden />
            {errors === 1 ? "1 erreur" : `${errors} erreurs`}
          </span>
        ) : null}
      </button>
      <Icon
        label={`Monter « ${title} »`}
        disabled={place.check === 0}
        onClick={() => onMove(place.check - 1)}
      >
        <ArrowUp className="size-4" aria-hidden />
      </Icon>
      <Icon
        label={`Descendre « ${title} »`}
        disabled={last}
        onClick={() => onMove(place.check + 1)}
      >
        <ArrowDown className="size-4" aria-hidden />
      </Icon>
      <Icon label={`Retirer « ${title} »`} onClick={onRemove}>
        <Trash2 className="size-4" aria-hidden />
      </Icon>
    </li>
  );
}
