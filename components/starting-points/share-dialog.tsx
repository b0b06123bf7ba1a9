"use client";

import { useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { maxCodeLength } from "@/lib/starting-points/link";
import { startLimits } from "@/lib/starting-points/start";
import { FilePicker } from "./file-picker";
import { useLink } from "./use-link";

const field = "w-full rounded-lg border border-edge bg-surface px-3 py-2";

/** Makes the link of a starting point out of files of the home and commands. */
export function ShareDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [title, setTitle] = useState("");
  const [note, setNote] = useState("");
  const [commands, setCommands] = useState("");
  const [files, setFiles] = useState<ReadonlyMap<string, string>>(new Map());
  const link = useLink({ title, note, commands, files });

  return (
    <Dialog open={open} onClose={onClose} title="Partager un point de départ" long>
      <p>
        Vous en faites un lien. Qui l’ouvre voit vos fichiers et vos commandes, et choisit de les
        enregistrer et de les lancer dans son propre espace.
      </p>
      <label className="block">
        <span className="mb-1 block font-semibold">Titre</span>
        <input
          className={`${field} min-h-11`}
          value={title}
          maxLength={startLimits.title}
          placeholder="Par exemple : un site et sa base"
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      <label className="block">
        <span className="mb-1 block font-semibold">
          Note <span className="font-normal text-soft">(facultative)</span>
        </span>
        <textarea
          className={field}
          rows={2}
          value={note}
          maxLength={startLimits.note}
          placeholder="Ce qu’il y a là, et ce qu’il faut essayer"
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {open ? <FilePicker chosen={files} onChange={setFiles} /> : null}
      <label className="block">
        <span className="mb-1 block font-semibold">Commandes à proposer</span>
        <textarea
          className={`${field} font-mono text-sm`}
          rows={4}
          value={commands}
          spellCheck={false}
          autoCapitalize="off"
          placeholder="une commande par ligne"
          onChange={(event) => setCommands(event.target.value)}
        />
      </label>
      <div className="rounded-lg bg-sunken p-4">
        <p role="status" className="text-sm">
          {link.kind === "ready"
            ? `Lien de ${link.length} caractères sur ${maxCodeLength} au plus.`
            : link.message}
        </p>
        {link.kind === "ready" ? (
          <>
            <input
              readOnly
              aria-label="Lien à partager"
              className={`${field} mt-2 min-h-11 font-mono text-sm`}
              value={link.url}
              onFocus={(event) => event.target.select()}
            />
            <CopyLink url={link.url} />
            <p className="mt-3 text-pretty text-soft text-sm">
              Le lien contient tout, et nous n’en gardons rien&nbsp;: qui l’a peut le lire. N’y
              mettez ni mot de passe ni clé.
            </p>
          </>
        ) : null}
      </div>
    </Dialog>
  );
}

function CopyLink({ url }: { url: string }) {
  const [copied, setCopied] = useState<{ url: string; done: boolean } | null>(null);
  const said = copied?.url === url ? copied.done : null;
  return (
    <button
      type="button"
      className={buttonClass("primary", "mt-3 w-full sm:w-auto")}
      onClick={() => {
        navigator.clipboard.writeText(url).then(
          () => setCopied({ url, done: true }),
          () => setCopied({ url, done: false }),
        );
      }}
    >
      <span role="status">
        {said === null
          ? "Copier le lien"
          : said
            ? "Lien copié"
            : "Copie refusée : sélectionnez le lien"}
      </span>
    </button>
  );
}
