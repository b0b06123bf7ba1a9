"use client";

import { FileUp, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";
import { fieldClass, helpClass, labelTextClass } from "@/components/ui/field";
import { classAnswerSchema, type Imported, maxListLength } from "@/lib/protocol/classroom";
import { readListFile } from "./read-list-file";
import { Trouble } from "./trouble";

/** A list of learners, pasted or from a file; what was made of each line. */
export function ImportForm({ classId }: { classId: string }) {
  const { pending, trouble, send } = useSend();
  const [list, setList] = useState("");
  const [imported, setImported] = useState<Imported | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const submit = async () => {
    setImported(null);
    const done = await send(`/api/classes/${classId}`, { action: "import", list });
    const read = classAnswerSchema.safeParse(done?.answer);
    if (!read.success || read.data.imported === undefined) return;
    const { problems } = read.data.imported;
    setImported(read.data.imported);
    // what was not understood stays, to be mended and sent again
    const lines = list.split(/\r\n|\n|\r/);
    setList(problems.map(({ line }) => lines[line - 1] ?? "").join("\n"));
  };
  return (
    <details className="group mt-4">
      <summary className="inline-flex min-h-11 items-center gap-2 font-semibold text-sea marker:content-none">
        <span aria-hidden className="transition-transform group-open:rotate-90">
          ›
        </span>
        Importer une liste
      </summary>
      <form
        className="mt-2"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <label htmlFor="liste" className={labelTextClass}>
          Une personne par ligne
        </label>
        <textarea
          id="liste"
          required
          rows={5}
          maxLength={maxListLength}
          value={list}
          onChange={(event) => setList(event.target.value)}
          placeholder={"Élodie Martin;elodie.martin@exemple.fr\nKarim Benali"}
          aria-describedby="liste-aide"
          spellCheck={false}
          className={fieldClass("font-mono text-sm")}
        />
        <p id="liste-aide" className={helpClass}>
          Nom complet, puis adresse électronique si vous l’avez. Le fichier CSV d’Excel convient tel
          quel. Chacun reçoit une place et un lien personnel.
        </p>
        <div className="mt-3 flex flex-wrap gap-3">
          <button type="submit" className={buttonClass("primary")} disabled={pending}>
            <Upload className="size-5" aria-hidden />
            {pending ? "Importation…" : "Importer"}
          </button>
          <button
            type="button"
            className={buttonClass("outline")}
            onClick={() => file.current?.click()}
          >
            <FileUp className="size-5" aria-hidden />
            Choisir un fichier
          </button>
          <input
            ref={file}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            aria-label="Fichier CSV de la liste"
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              if (chosen) void readListFile(chosen).then(setList);
              event.target.value = "";
            }}
          />
        </div>
      </form>
      <div role="status">{imported === null ? null : <Outcome imported={imported} />}</div>
      <Trouble>{trouble}</Trouble>
    </details>
  );
}

const people = (n: number) => (n === 1 ? "1 personne" : `${n} personnes`);

function Outcome({ imported: { added, known, problems } }: { imported: Imported }) {
  return (
    <div className="mt-3 rounded-lg bg-sea-wash px-4 py-3">
      <p>
        {added === 0 ? "Personne n’a été ajouté" : `${people(added)} en plus`}
        {known > 0 ? `, ${people(known)} déjà dans la classe` : null}
        {problems.length === 0 ? "." : null}
      </p>
      {problems.length > 0 ? (
        <>
          <p className="mt-2 font-semibold">
            {problems.length === 1
              ? "Une ligne n’a pas été comprise ; elle est restée dans le champ :"
              : `${problems.length} lignes n’ont pas été comprises ; elles sont restées dans le champ :`}
          </p>
          <ul className="mt-1 grid gap-1 text-sm">
            {problems.map(({ line, text, message }) => (
              <li key={line}>
                Ligne {line}, <q className="break-words">{text}</q>&nbsp;: {message}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
