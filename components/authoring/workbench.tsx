"use client";

import clsx from "clsx";
import {
  BookOpen,
  ChevronLeft,
  Download,
  FolderTree,
  ListChecks,
  PenLine,
  Play,
  Trash2,
} from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, startTransition, useEffect, useState } from "react";
import { Trouble } from "@/components/classroom/trouble";
import { send, troubleOf } from "@/components/http/call";
import { buttonClass, iconButtonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useStore } from "@/components/workspace/create-store";
import type { AuthoredProblem, Proof } from "@/lib/protocol/authoring";
import { Conflict } from "./draft/conflict";
import { Draft } from "./draft/draft";
import { FileList } from "./draft/file-list";
import { InsertMenu } from "./draft/insert-menu";
import { revisionsOf } from "./draft/revisions";
import { SaveState } from "./draft/save-state";
import { useLeaving } from "./draft/use-leaving";
import { ProblemStrip } from "./problem-strip";
import { ProofPanel } from "./proof-panel";
import { PublishButton } from "./publish-button";
import { useProof } from "./use-proof";
import { type ShownVersion, VersionsPanel } from "./versions-panel";

const loading = () => <p className="p-4 text-soft text-sm">Chargement de l’éditeur…</p>;
const DraftCode = dynamic(() => import("./draft/code"), { ssr: false, loading });
const ChecksPanel = dynamic(() => import("./checks/checks-panel"), {
  ssr: false,
  loading: () => <p className="p-4 text-soft text-sm">Chargement du formulaire…</p>,
});
const DraftCompare = dynamic(() => import("./draft/compare"), { ssr: false, loading });

type View = "files" | "text" | "side";
type Side = "preview" | "checks" | "proof" | "versions";

const views = [
  { view: "files", label: "Fichiers", Icon: FolderTree },
  { view: "text", label: "Texte", Icon: PenLine },
  { view: "side", label: "Aperçu", Icon: BookOpen },
] as const;

/** The lesson as the site has it now; made anew after each change that was saved. */
export interface BenchLesson {
  id: string;
  title: string;
  hash: string;
  /** of the files (revisionsOf) */
  revisions: string;
  exercises: number;
  problems: AuthoredProblem[];
  proof: Proof | null;
  versions: ShownVersion[];
  /** the version that holds these very files and is offered; null: none */
  published: number | null;
}

/** Where a trainer writes: files, text, and the lesson as learners will see it. */
export function Workbench({ lesson, preview }: { lesson: BenchLesson; preview: ReactNode }) {
  const { id, hash, problems } = lesson;
  const router = useRouter();
  const [draft] = useState(() => new Draft(id));
  const { phase, files, active, problem } = useStore(draft.store);
  const [view, setView] = useState<View>("text");
  const [side, setSide] = useState<Side>("preview");
  const [comparing, setComparing] = useState<string | null>(null);
  const proof = useProof(id, lesson.proof);
  const unsaved = useLeaving(draft);
  const file = files.find(({ path }) => path === active);
  const compared = file?.theirs && comparing === file.path ? file.theirs : null;

  useEffect(() => {
    void draft.load();
    return () => draft.close();
  }, [draft]);

  // the page was made with other files than those that the site has now: after a save, a reload in
  // the middle of one, or another tab's
  const revisions = revisionsOf(files);
  const stale = phase === "ready" && revisions !== lesson.revisions;
  useEffect(() => {
    if (phase === "ready" && revisions !== lesson.revisions)
      startTransition(() => router.refresh());
  }, [phase, revisions, lesson.revisions, router]);

  const blocked =
    problems.length > 0
      ? "Corrigez d’abord les erreurs de la leçon."
      : unsaved || stale
        ? "Un instant\u00a0: la leçon s’enregistre."
        : null;
  const proven = proof.proof?.status === "passed" && proof.proof.hash === hash;
  const tab = (name: Side, label: string) => (
    <button
      type="button"
      role="tab"
      id={`onglet-${name}`}
      aria-selected={side === name}
      aria-controls="cote"
      className={clsx(
        "min-h-11 border-b-3 px-2.5 font-medium text-sm sm:px-4",
        side === name ? "border-sea text-sea" : "border-transparent text-soft hover:text-ink",
      )}
      onClick={() => setSide(name)}
    >
      {label}
    </button>
  );
  const shown = (name: View) => (view === name ? "" : "max-lg:hidden");
  return (
    <main
      id="contenu"
      tabIndex={-1}
      className="whole-page flex min-h-[28rem] flex-col outline-none"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-surface px-4 py-1.5">
        <Link
          href="/auteur"
          aria-label="Mes leçons"
          title="Mes leçons"
          className={iconButtonClass("-ml-2")}
        >
          <ChevronLeft className="size-5" aria-hidden />
        </Link>
        <h1 className="min-w-0 max-w-full truncate font-semibold text-lg">{lesson.title}</h1>
        <SaveState files={files} phase={phase} />
        <div className="ml-auto flex flex-wrap items-center gap-1">
          <LessonTools id={id} title={lesson.title} />
          <Link
            href={`/lecons/${id}`}
            prefetch={false}
            className={buttonClass("outline", "px-3! text-sm sm:px-4!")}
            onClick={() => draft.saveAll()}
          >
            <Play className="size-4 max-sm:hidden" aria-hidden />
            Essayer
          </Link>
          <button
            type="button"
            className={buttonClass("outline", "px-3! text-sm sm:px-4!")}
            disabled={blocked !== null || proof.pending || proof.proof?.status === "running"}
            onClick={() => {
              setSide("proof");
              setView("side");
              if (lesson.exercises > 0) void proof.begin();
            }}
          >
            Prouver
          </button>
          <PublishButton
            id={id}
            hash={hash}
            published={lesson.published}
            refusal={
              blocked ??
              (lesson.exercises === 0 || proven
                ? null
                : "Prouvez la leçon telle qu’elle est pour pouvoir la publier.")
            }
            onPublished={() => setSide("versions")}
          />
        </div>
      </header>
      <nav aria-label="Parties de l’atelier" className="flex border-line border-b lg:hidden">
        {views.map(({ view: name, label, Icon }) => (
          <button
            key={name}
            type="button"
            aria-pressed={view === name}
            className="flex min-h-11 flex-1 items-center justify-center gap-2 border-transparent border-b-3 font-medium text-soft text-sm aria-pressed:border-sea aria-pressed:text-sea"
            onClick={() => setView(name)}
          >
            <Icon className="size-4" aria-hidden />
            {label}
          </button>
        ))}
      </nav>
      <div className="grid min-h-0 flex-1 lg:grid-cols-[14rem_minmax(0,1fr)_minmax(0,1fr)]">
        <div
          className={clsx(
            "min-h-0 overflow-y-auto border-line border-r bg-surface",
            shown("files"),
          )}
        >
          <FileList draft={draft} problems={problems} onOpen={() => setView("text")} />
        </div>
        <div className={clsx("flex min-h-0 min-w-0 flex-col", shown("text"))}>
          <div className="flex min-h-11 items-center border-line border-b bg-surface pr-1 pl-4 text-soft text-sm">
            <span className="truncate font-mono">{active}</span>
            <div className="ml-auto flex shrink-0">
              {phase === "ready" && active.endsWith("/exercise.yaml") && side !== "checks" ? (
                <button
                  type="button"
                  className="flex min-h-9 items-center gap-1.5 rounded-lg px-3 font-medium text-sea text-sm hover:bg-sea-wash"
                  onClick={() => {
                    setSide("checks");
                    setView("side");
                  }}
                >
                  <ListChecks className="size-4" aria-hidden />
                  Formulaire
                </button>
              ) : null}
              {phase === "ready" ? <InsertMenu draft={draft} path={active} /> : null}
            </div>
          </div>
          {file?.theirs ? (
            <Conflict
              draft={draft}
              file={file}
              comparing={compared !== null}
              onCompare={(on) => setComparing(on ? file.path : null)}
            />
          ) : null}
          {(file?.problem ?? problem) ? (
            <p
              role="alert"
              className="border-coral border-b bg-coral-wash px-4 py-2 text-coral text-sm"
            >
              {file?.problem ?? problem}
            </p>
          ) : null}
          <div className="relative min-h-0 flex-1">
            {phase === "ready" ? (
              <div className={compared ? "hidden" : "contents"}>
                <DraftCode draft={draft} problems={problems} />
              </div>
            ) : phase === "loading" ? (
              loading()
            ) : (
              <div className="p-4">
                <button
                  type="button"
                  className={buttonClass("outline")}
                  onClick={() => void draft.load()}
                >
                  Réessayer
                </button>
              </div>
            )}
            {compared && file ? (
              <DraftCompare path={file.path} theirs={compared.text} mine={file.text} />
            ) : null}
          </div>
          <ProblemStrip
            problems={problems}
            onGo={({ path, line }) => {
              draft.open(path, line);
              setView("text");
            }}
          />
        </div>
        <div
          className={clsx(
            "flex min-h-0 min-w-0 flex-col border-line border-l bg-paper",
            shown("side"),
          )}
        >
          <div role="tablist" aria-label="À côté du texte" className="flex border-line border-b">
            {tab("preview", "Aperçu")}
            {tab("checks", "Vérifications")}
            {tab("proof", "Preuve")}
            {tab("versions", "Versions")}
          </div>
          <div
            id="cote"
            role="tabpanel"
            aria-labelledby={`onglet-${side}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keyboard too
            tabIndex={0}
            className="min-h-0 flex-1 overflow-y-auto"
          >
            {side === "preview" ? preview : null}
            {side === "checks" && phase === "ready" ? <ChecksPanel draft={draft} /> : null}
            {side === "proof" ? (
              <ProofPanel
                state={proof}
                current={proof.proof?.hash === hash}
                blocked={blocked}
                exercises={lesson.exercises}
              />
            ) : null}
            {side === "versions" ? <VersionsPanel id={id} versions={lesson.versions} /> : null}
          </div>
        </div>
      </div>
    </main>
  );
}

/** Taking the lesson away as a zip, and deleting its draft. */
function LessonTools({ id, title }: { id: string; title: string }) {
  const router = useRouter();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const icon =
    "grid size-11 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink";
  return (
    <>
      <a
        href={`/api/authoring/${id}/zip`}
        download
        aria-label="Exporter en zip"
        title="Exporter en zip"
        className={icon}
      >
        <Download className="size-4.5" aria-hidden />
      </a>
      <button
        type="button"
        aria-label="Supprimer le brouillon"
        title="Supprimer le brouillon"
        className={icon}
        onClick={() => setAsking(true)}
      >
        <Trash2 className="size-4.5" aria-hidden />
      </button>
      <Trouble>{trouble}</Trouble>
      <ConfirmDialog
        open={asking}
        title="Supprimer ce brouillon ?"
        action="Supprimer"
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          send(`/api/authoring/${id}`, { action: "delete" }).then(
            () => router.push("/auteur"),
            (error: unknown) => setTrouble(troubleOf(error)),
          );
        }}
      >
        <p>
          «&nbsp;{title}&nbsp;» et ses exercices disparaissent. Les versions déjà données à une
          classe y restent lisibles&nbsp;; les autres disparaissent aussi. Exportez-la d’abord si
          vous voulez la garder.
        </p>
      </ConfirmDialog>
    </>
  );
}
