"use client";

import { FolderTree, Play } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { useStore } from "@/components/workspace/create-store";
import type { PaneProps } from "@/components/workspace/panes/pane";
import { runCommand } from "@/components/workspace/run-command";
import { hint } from "@/components/workspace/store";
import { compare, documents, type OpenFile, restoreTabs, save } from "./documents";
import { EditorTabs } from "./editor-tabs";
import { FileNotice } from "./file-notice";
import { FileTree } from "./file-tree";
import { commandFor, folderOf } from "./paths";
import { onListed, tree, watch } from "./tree-store";

const loading = () => <p className="p-4 text-soft text-sm">Chargement de l’éditeur…</p>;
const CodeArea = dynamic(() => import("./code-area"), { ssr: false, loading });
const CompareView = dynamic(() => import("./compare-view"), { ssr: false, loading });

/** The learner's files: the tree, the open ones as tabs, and the text of one of them. */
export default function EditorPane({ shown }: PaneProps) {
  const { files, active } = useStore(documents);
  const { expanded } = useStore(tree);
  const [treeShown, setTreeShown] = useState(true);
  const [comparing, setComparing] = useState<string | null>(null);
  const file = files.find(({ path }) => path === active) ?? null;

  useEffect(restoreTabs, []);
  useEffect(() => onListed(compare), []);
  useWatched(shown, ["", ...expanded, ...files.map(({ path }) => folderOf(path))]);
  useUnsavedWarning(files);

  const compared = file?.conflict === "changed" && comparing === file.path;
  return (
    <div className="@container flex min-h-0 flex-1">
      <div
        className={
          treeShown
            ? "flex w-56 shrink-0 flex-col border-line border-r bg-surface @max-md:w-full @max-md:data-open:hidden"
            : "hidden"
        }
        {...(file === null ? {} : { "data-open": "" })}
      >
        <FileTree active={active} />
      </div>
      <div
        className="flex min-w-0 flex-1 flex-col @max-md:data-empty:hidden"
        {...(file === null ? { "data-empty": "" } : {})}
      >
        <div className="flex h-11 shrink-0 items-stretch border-line border-b bg-surface">
          <button
            type="button"
            aria-label="Arborescence"
            aria-pressed={treeShown && file === null}
            title="Montrer ou cacher l’arborescence"
            className="grid w-11 shrink-0 place-items-center border-line border-r text-soft hover:bg-sunken hover:text-ink"
            onClick={(event) => {
              const narrow = (event.currentTarget.closest(".\\@container")?.clientWidth ?? 0) < 448;
              if (narrow) documents.set({ active: null });
              else setTreeShown(!treeShown);
            }}
          >
            <FolderTree className="size-4.5" aria-hidden />
          </button>
          <EditorTabs files={files} active={active} />
          {file === null ? null : <RunFile file={file} />}
        </div>
        {file === null ? null : (
          <FileNotice
            file={file}
            comparing={compared}
            onCompare={(on) => setComparing(on ? file.path : null)}
          />
        )}
        <div className="relative min-h-0 flex-1">
          {files.length === 0 ? (
            <p className="p-6 text-soft">
              Choisissez un fichier dans l’arborescence, ou créez-en un.
            </p>
          ) : (
            <CodeArea file={compared ? null : file} />
          )}
          {compared ? <CompareView path={file.path} /> : null}
          {file?.phase === "unreadable" ? <p className="p-6">{file.problem}</p> : null}
          {file?.phase === "loading" ? <p className="p-6 text-soft">Lecture du fichier…</p> : null}
        </div>
      </div>
    </div>
  );
}

/** « Construire » or « Lancer »: the command is typed where the learner sees it. */
function RunFile({ file: { path } }: { file: OpenFile }) {
  const what = commandFor(path);
  if (what === null) return null;
  const run = async () => {
    await save(path);
    try {
      await runCommand(what.command);
    } catch (error) {
      hint(error instanceof Error ? error.message : "La commande n’a pas pu être tapée.", 8_000);
    }
  };
  return (
    <button
      type="button"
      title={what.command}
      className="flex shrink-0 items-center gap-2 px-3 font-semibold text-sea text-sm hover:bg-sea-wash"
      onClick={() => void run()}
    >
      <Play className="size-4 fill-current" aria-hidden />
      {what.label}
    </button>
  );
}

/** Follows those folders while the pane and the page are looked at. */
function useWatched(shown: boolean, folders: readonly string[]): void {
  const name = JSON.stringify([...new Set(folders)].sort());
  useEffect(() => {
    const follow = () => {
      const wanted: unknown = JSON.parse(name);
      const seen = shown && document.visibilityState === "visible";
      watch(seen && Array.isArray(wanted) ? wanted.map(String) : []);
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => document.removeEventListener("visibilitychange", follow);
  }, [shown, name]);
  useEffect(() => () => watch([]), []);
}

/** A browser without room for drafts would lose what is not saved yet. */
function useUnsavedWarning(files: readonly OpenFile[]): void {
  const unsaved = files.some(({ dirty, saving }) => dirty || saving);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
}
