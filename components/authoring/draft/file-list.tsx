"use client";

import clsx from "clsx";
import { CircleAlert, FilePlus2, FileText, FolderPlus, Trash2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useStore } from "@/components/workspace/create-store";
import { slugify } from "@/lib/content/slug";
import { type AuthoredProblem, authoredPathSchema, lessonFile } from "@/lib/protocol/authoring";
import { type Draft, type DraftFile, isDirty } from "./draft";
import { NameDialog } from "./name-dialog";

type Asked =
  | { what: "exercise" }
  | { what: "starter"; slug: string }
  | { what: "removeFile"; file: DraftFile }
  | { what: "removeExercise"; slug: string };

/** The folder of the lesson: its text, then each exercise with its files. */
export function FileList({
  draft,
  problems,
  onOpen,
}: {
  draft: Draft;
  problems: readonly AuthoredProblem[];
  onOpen: () => void;
}) {
  const { files, active } = useStore(draft.store);
  const [asked, setAsked] = useState<Asked | null>(null);
  const slugs = [
    ...new Set(files.flatMap(({ path }) => /^exercises\/([^/]+)\//.exec(path)?.[1] ?? [])),
  ].sort();
  const faulty = new Set(problems.map(({ path }) => path));
  const close = () => setAsked(null);
  const line = (file: DraftFile, name: string, fixed: boolean) => (
    <li key={file.path} className="group flex items-center">
      <button
        type="button"
        aria-current={file.path === active}
        className={clsx(
          "flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-lg px-2 text-left text-sm",
          file.path === active ? "bg-sea-wash font-medium text-sea" : "hover:bg-sunken",
        )}
        onClick={() => {
          draft.open(file.path);
          onOpen();
        }}
      >
        <FileText className="size-4 shrink-0" aria-hidden />
        <span className="min-w-0 flex-1 truncate font-mono">{name}</span>
        {file.theirs ? <span className="sr-only">(en conflit)</span> : null}
        {isDirty(file) ? (
          <span className={file.theirs ? "text-coral" : "text-sea"} title="Non enregistré">
            ●<span className="sr-only"> non enregistré</span>
          </span>
        ) : null}
        {faulty.has(file.path) ? (
          <CircleAlert className="size-4 shrink-0 text-coral" aria-label="contient des erreurs" />
        ) : null}
      </button>
      {fixed ? null : (
        <Small label={`Supprimer ${name}`} onClick={() => setAsked({ what: "removeFile", file })}>
          <Trash2 className="size-4" aria-hidden />
        </Small>
      )}
    </li>
  );
  const own = (slug: string) => files.filter(({ path }) => path.startsWith(`exercises/${slug}/`));
  const text = files.find(({ path }) => path === lessonFile);
  return (
    <nav aria-label="Fichiers de la leçon" className="min-h-0 overflow-y-auto p-2">
      <ul>{text ? line(text, lessonFile, true) : null}</ul>
      {slugs.map((slug) => (
        <section key={slug} aria-label={`Exercice ${slug}`} className="mt-3">
          <div className="flex items-center gap-1 pl-2">
            <h2 className="min-w-0 flex-1 truncate font-semibold text-soft text-xs" title={slug}>
              {slug}
            </h2>
            <Small
              label={`Ajouter un fichier de départ à ${slug}`}
              onClick={() => setAsked({ what: "starter", slug })}
            >
              <FilePlus2 className="size-4" aria-hidden />
            </Small>
            <Small
              label={`Supprimer l’exercice ${slug}`}
              onClick={() => setAsked({ what: "removeExercise", slug })}
            >
              <Trash2 className="size-4" aria-hidden />
            </Small>
          </div>
          <ul>
            {own(slug).map((file) => {
              const name = file.path.slice(`exercises/${slug}/`.length);
              return line(file, name, name === "exercise.yaml" || name === "solution.sh");
            })}
            {own(slug).some(({ path }) => path.endsWith("/check.sh")) ? null : (
              <li>
                <button
                  type="button"
                  className="flex min-h-9 w-full items-center gap-2 rounded-lg px-2 text-left text-soft text-sm hover:bg-sunken"
                  onClick={() => {
                    const path = `exercises/${slug}/check.sh`;
                    void draft.change({ action: "save", path, text: checkText, seen: null }, path);
                    onOpen();
                  }}
                >
                  <FilePlus2 className="size-4 shrink-0" aria-hidden />
                  <span className="truncate">
                    Ajouter <span className="font-mono">check.sh</span>
                  </span>
                </button>
              </li>
            )}
          </ul>
        </section>
      ))}
      <button
        type="button"
        className="mt-3 flex min-h-10 w-full items-center gap-2 rounded-lg px-2 text-left font-medium text-sea text-sm hover:bg-sea-wash"
        onClick={() => setAsked({ what: "exercise" })}
      >
        <FolderPlus className="size-4 shrink-0" aria-hidden />
        Ajouter un exercice
      </button>
      <NameDialog
        key={asked?.what}
        open={asked?.what === "exercise" || asked?.what === "starter"}
        title={asked?.what === "starter" ? "Nouveau fichier de départ" : "Nouvel exercice"}
        label={asked?.what === "starter" ? "Nom du fichier" : "Nom court de l’exercice"}
        help={
          asked?.what === "starter"
            ? "Il sera dans le dossier de l’apprenant quand l’exercice commence. Un dossier s’écrit devant\u00a0: site/index.html."
            : 'Il nomme aussi le dossier de l’apprenant : écrivez ~/exercices/nom, il y lira le sien. Placez-le ensuite dans la leçon avec <Exercice id="nom" />.'
        }
        onCancel={close}
        onName={(name) => {
          if (asked?.what === "exercise") {
            const slug = slugify(name).slice(0, 60);
            if (slug === "") return "Donnez un nom fait de lettres ou de chiffres.";
            void draft.change({ action: "addExercise", slug }, `exercises/${slug}/exercise.yaml`);
          }
          if (asked?.what === "starter") {
            const path = `exercises/${asked.slug}/starter/${name}`;
            if (!authoredPathSchema.safeParse(path).success)
              return "Des lettres sans accent, des chiffres, et . _ - seulement.";
            void draft.change({ action: "save", path, text: "", seen: null }, path);
          }
          close();
          onOpen();
          return null;
        }}
      />
      <ConfirmDialog
        open={asked?.what === "removeFile" || asked?.what === "removeExercise"}
        title={
          asked?.what === "removeExercise" ? "Supprimer cet exercice ?" : "Supprimer ce fichier ?"
        }
        action="Supprimer"
        onCancel={close}
        onConfirm={() => {
          if (asked?.what === "removeFile") {
            const { path, revision } = asked.file;
            void draft.change({ action: "remove", path, seen: revision }, lessonFile);
          }
          if (asked?.what === "removeExercise")
            void draft.change({ action: "removeExercise", slug: asked.slug }, lessonFile);
          close();
        }}
      >
        <p>
          {asked?.what === "removeExercise"
            ? `L’exercice « ${asked.slug} » et ses fichiers disparaissent du brouillon. Les versions publiées restent ce qu’elles sont.`
            : asked?.what === "removeFile"
              ? `${asked.file.path} disparaît du brouillon.`
              : null}
        </p>
      </ConfirmDialog>
    </nav>
  );
}

const checkText = `# Exécuté dans le poste de l’apprenant pour les vérifications qui disent « script: true ».
# $1 est l’identifiant de la vérification. Réussite : code 0.
exit 1
`;

function Small({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="grid size-9 shrink-0 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink"
      onClick={onClick}
    >
      {children}
    </button>
  );
}
