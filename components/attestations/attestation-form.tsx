"use client";

import { Download, ExternalLink, ScrollText } from "lucide-react";
import { useId, useState } from "react";
import { send, troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";
import {
  type AttestationAnswer,
  attestationAnswerSchema,
  printedCode,
} from "@/lib/protocol/attestation";

/** Asks for the name, then offers the attestation as a file and the page that confirms it. */
export function AttestationForm({
  scope,
  title,
  given,
  name: known,
}: {
  scope: string;
  /** what it attests, for its heading */
  title: string;
  /** the one there is already */
  given: AttestationAnswer | null;
  /** the account's, if it has one */
  name: string;
}) {
  const field = useId();
  const [attestation, setAttestation] = useState(given);
  const [editing, setEditing] = useState(given === null);
  const [name, setName] = useState(given?.name ?? known);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const ask = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      const answer = await send("/api/attestations", { scope, name });
      const next = attestationAnswerSchema.parse(answer);
      setAttestation(next);
      setName(next.name);
      setEditing(false);
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section
      aria-labelledby={`${field}-titre`}
      className="mb-4 rounded-xl border border-sea bg-sea-wash p-4 sm:p-5"
    >
      <h4
        id={`${field}-titre`}
        className="flex items-center gap-2 font-display font-semibold text-lg"
      >
        <ScrollText className="size-5 shrink-0 text-sea" aria-hidden />
        {title}
      </h4>
      {editing ? (
        <form
          className="mt-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void ask();
          }}
        >
          <label htmlFor={field}>Le nom à y écrire</label>
          <div className="mt-1.5 flex flex-wrap gap-3">
            <input
              id={field}
              value={name}
              onChange={(event) => setName(event.target.value)}
              autoComplete="name"
              required
              minLength={2}
              maxLength={60}
              aria-describedby={`${field}-note`}
              className="min-h-11 min-w-0 flex-1 basis-56 rounded-lg border border-edge bg-surface px-3"
            />
            <button type="submit" className={buttonClass("primary")} disabled={busy}>
              {busy ? "Un instant…" : "Obtenir l’attestation"}
            </button>
          </div>
          <p id={`${field}-note`} className="mt-2 text-soft text-sm">
            Il paraîtra sur le document et sur la page qui le confirme, pour qui en a le code.
          </p>
        </form>
      ) : null}
      <p role="alert" className="mt-2 text-coral empty:hidden">
        {trouble}
      </p>
      {attestation !== null && !editing ? (
        <>
          <p className="mt-1">Au nom de {attestation.name}.</p>
          <div className="mt-3 flex flex-wrap gap-x-3 gap-y-2">
            <a
              href={`/api/attestations/${attestation.code}/pdf`}
              download
              className={buttonClass("primary", "w-full sm:w-auto")}
            >
              <Download className="size-5" aria-hidden />
              Télécharger le PDF
            </a>
            <a
              href={`/attestation/${printedCode(attestation.code)}`}
              className={buttonClass("outline", "w-full sm:w-auto")}
            >
              <ExternalLink className="size-5" aria-hidden />
              La page qui la confirme
            </a>
            <button
              type="button"
              className={buttonClass("quiet", "w-full sm:w-auto")}
              onClick={() => setEditing(true)}
            >
              Corriger le nom
            </button>
          </div>
        </>
      ) : null}
    </section>
  );
}
