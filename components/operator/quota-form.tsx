"use client";

import { useId, useState } from "react";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { fieldClass, labelTextClass } from "@/components/ui/field";
import { type Measure, type Measures, measures, type Quota } from "@/lib/protocol/quota";
import { Trouble } from "./trouble";

const MiB = 1024 ** 2;

/** Each measure in the unit that it is typed in. */
const fields: Record<Measure, { label: string; unit: number; step: number; min: number }> = {
  memoryBytes: { label: "Mémoire des conteneurs (Mio)", unit: MiB, step: 1, min: 64 },
  cpus: { label: "Processeurs", unit: 1, step: 0.1, min: 0.1 },
  diskBytes: { label: "Disque (Mio)", unit: MiB, step: 1, min: 64 },
  containers: { label: "Conteneurs", unit: 1, step: 1, min: 1 },
  idleMs: { label: "Arrêt sans activité (minutes)", unit: 60_000, step: 1, min: 1 },
};

const inUnit = (measure: Measure, value: number): number =>
  Math.round((100 * value) / fields[measure].unit) / 100;

type Typed = Record<Measure, string>;

const typedOf = (quota: Quota): Typed => {
  const text = (measure: Measure) => {
    const value = quota[measure];
    return value === undefined ? "" : String(inUnit(measure, value));
  };
  return {
    ...{ memoryBytes: text("memoryBytes"), cpus: text("cpus"), diskBytes: text("diskBytes") },
    ...{ containers: text("containers"), idleMs: text("idleMs") },
  };
};

/** What a class's workspaces may use; an empty field is the machine's usual. */
export function QuotaForm({
  classId,
  name,
  quota,
  ordinary,
  most,
  opens,
}: {
  classId: string;
  name: string;
  quota: Quota;
  /** where nothing is said */
  ordinary: Measures;
  most: Measures;
  /** the machine lets learners reach something outside, which can be closed */
  opens: boolean;
}) {
  const { pending, trouble, send, clear } = useSend();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(() => typedOf(quota));
  const [closed, setClosed] = useState(quota.outside === "closed");
  const id = useId();

  async function save(): Promise<void> {
    const wanted: Quota = {};
    for (const measure of measures) {
      if (typed[measure] === "") continue;
      const { unit } = fields[measure];
      const value = Number(typed[measure]) * unit;
      wanted[measure] = measure === "cpus" ? value : Math.round(value);
    }
    if (closed) wanted.outside = "closed";
    const path = `/api/admin/classes/${classId}/quota`;
    if (await send(path, { quota: wanted })) setOpen(false);
  }

  return (
    <>
      <button
        type="button"
        className={buttonClass("outline")}
        aria-label={`Régler les ressources de ${name}`}
        onClick={() => {
          clear();
          setTyped(typedOf(quota));
          setClosed(quota.outside === "closed");
          setOpen(true);
        }}
      >
        Régler
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Ressources de ${name}`} long>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <p className="text-soft">
            Pour l’espace de travail de chaque apprenant, à sa prochaine ouverture. Un champ vide
            laisse ce que donne la machine.
          </p>
          <div className="mt-4 grid gap-4 sm:grid-cols-2">
            {measures.map((measure) => (
              <div key={measure}>
                <label htmlFor={`${id}-${measure}`} className={labelTextClass}>
                  {fields[measure].label}
                </label>
                <input
                  id={`${id}-${measure}`}
                  aria-describedby={`${id}-${measure}-bornes`}
                  type="number"
                  inputMode="decimal"
                  step={fields[measure].step}
                  min={fields[measure].min}
                  max={inUnit(measure, most[measure])}
                  placeholder={String(inUnit(measure, ordinary[measure]))}
                  value={typed[measure]}
                  onChange={(event) => setTyped({ ...typed, [measure]: event.target.value })}
                  className={fieldClass()}
                />
                <p id={`${id}-${measure}-bornes`} className="mt-1 text-soft text-sm">
                  {inUnit(measure, ordinary[measure])} d’ordinaire, {inUnit(measure, most[measure])}{" "}
                  au plus
                </p>
              </div>
            ))}
          </div>
          {opens ? (
            <label className="mt-4 flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                className="size-5 accent-(--sea)"
                checked={closed}
                onChange={(event) => setClosed(event.target.checked)}
              />
              Fermer Internet à cette classe
            </label>
          ) : null}
          <Trouble text={trouble} />
          <div className="mt-5 mb-1 flex flex-wrap justify-end gap-3">
            <button type="button" className={buttonClass("outline")} onClick={() => setOpen(false)}>
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
