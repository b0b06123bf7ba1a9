import { TriangleAlert } from "lucide-react";
import { close, type OpenFile, reload, save } from "./documents";

const button =
  "min-h-9 pointer-coarse:min-h-11 rounded-lg border border-edge bg-surface px-3 font-semibold text-sm hover:border-sea hover:text-sea";

/** What has become of the file behind the editor's back, or why it was not saved. */
export function FileNotice({
  file,
  comparing,
  onCompare,
}: {
  file: OpenFile;
  comparing: boolean;
  onCompare: (on: boolean) => void;
}) {
  const { path, conflict, problem } = file;
  if (file.phase !== "ready" || (conflict === null && problem === null)) return null;
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b bg-brass-wash px-4 py-2 text-sm"
    >
      <TriangleAlert className="size-4.5 shrink-0 text-brass" aria-hidden />
      {conflict === "changed" ? (
        <>
          <p className="min-w-48 flex-1">Ce fichier a été modifié par le terminal.</p>
          <button type="button" className={button} onClick={() => void reload(path)}>
            Recharger
          </button>
          <button type="button" className={button} onClick={() => void save(path, { force: true })}>
            Garder la mienne
          </button>
          <button
            type="button"
            className={button}
            aria-pressed={comparing}
            onClick={() => onCompare(!comparing)}
          >
            {comparing ? "Revenir au texte" : "Comparer"}
          </button>
        </>
      ) : conflict === "missing" ? (
        <>
          <p className="min-w-48 flex-1">
            Ce fichier a été supprimé ou déplacé. Son texte est toujours ici.
          </p>
          <button type="button" className={button} onClick={() => void save(path, { force: true })}>
            Enregistrer de nouveau
          </button>
          <button type="button" className={button} onClick={() => close(path)}>
            Fermer
          </button>
        </>
      ) : (
        <p className="flex-1">Pas encore enregistré : {problem}</p>
      )}
    </div>
  );
}
