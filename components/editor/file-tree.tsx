import clsx from "clsx";
import { ChevronRight, File, FilePlus, Folder, FolderPlus, Link, Plug, Upload } from "lucide-react";
import { type DragEvent, type KeyboardEvent, useRef, useState } from "react";
import { useStore } from "@/components/workspace/create-store";
import { openFile } from "./documents";
import { NameField } from "./name-field";
import { folderOf, joined, nameOf } from "./paths";
import { RemoveFileDialog } from "./remove-file-dialog";
import { createFile, createFolder, download, move, remove, upload } from "./tree-actions";
import { type TreeAction, TreeMenu } from "./tree-menu";
import { type Row, rowsOf } from "./tree-rows";
import { expand, tree } from "./tree-store";

const icons = { file: File, folder: Folder, link: Link, other: Plug };
const tool =
  "grid size-9 pointer-coarse:size-11 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink";
const rowId = (path: string): string => `escale-fichier-${encodeURIComponent(path)}`;

type Naming = { what: "file" | "folder"; folder: string } | { what: "rename"; path: string };

/** The learner's home as a tree (WAI-ARIA Authoring Practices, Tree View). */
export function FileTree({ active }: { active: string | null }) {
  const state = useStore(tree);
  const rows = rowsOf(state);
  const [naming, setNaming] = useState<Naming | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const [dropping, setDropping] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const home = state.folders.get("");
  const current = rows.find(({ path }) => path === state.current) ?? rows[0];
  /** where something new goes */
  const place =
    state.current === null || current === undefined
      ? ""
      : current.entry.kind === "folder" && state.expanded.has(current.path)
        ? current.path
        : folderOf(current.path);

  const go = (row: Row | undefined) => {
    if (row === undefined) return;
    tree.set({ current: row.path });
    document.getElementById(rowId(row.path))?.focus();
  };
  const enter = ({ path, entry }: Row) => {
    tree.set({ current: path });
    if (entry.kind === "folder") expand(path, !state.expanded.has(path));
    else openFile(path);
  };
  const named = (name: string | null) => {
    const wanted = naming;
    setNaming(null);
    list.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    if (wanted === null || name === null) return;
    if (wanted.what === "rename") void move(wanted.path, joined(folderOf(wanted.path), name));
    else if (wanted.what === "file") void createFile(joined(wanted.folder, name));
    else void createFolder(joined(wanted.folder, name));
  };
  const act = (action: TreeAction, row: Row) => {
    const folder = row.entry.kind === "folder" ? row.path : folderOf(row.path);
    if (action === "rename") setNaming({ what: "rename", path: row.path });
    else if (action === "remove") setRemoving(row.path);
    else if (action === "download") download(row.path);
    else setNaming({ what: action, folder });
  };
  const onKeyDown = (event: KeyboardEvent, row: Row) => {
    const index = rows.indexOf(row);
    const { path, entry } = row;
    const open = state.expanded.has(path);
    if (event.key === "ArrowDown") go(rows[index + 1]);
    else if (event.key === "ArrowUp") go(rows[index - 1]);
    else if (event.key === "Home") go(rows[0]);
    else if (event.key === "End") go(rows.at(-1));
    else if (event.key === "ArrowRight" && entry.kind === "folder") {
      if (open) go(rows[index + 1]);
      else expand(path, true);
    } else if (event.key === "ArrowLeft") {
      if (open) expand(path, false);
      else go(rows.find((each) => each.path === folderOf(path)));
    } else if (event.key === "Enter" || event.key === " ") enter(row);
    else if (event.key === "F2") act("rename", row);
    else if (event.key === "Delete") act("remove", row);
    else return;
    event.preventDefault();
  };
  const dropped = (event: DragEvent, folder: string) => {
    event.preventDefault();
    event.stopPropagation();
    setDropping(false);
    const moved = event.dataTransfer.getData("application/x-escale-path");
    if (moved !== "") void move(moved, joined(folder, nameOf(moved)));
    else void upload(folder, [...event.dataTransfer.files]);
  };
  const field = (
    <div className="flex items-center px-2 py-1">
      {naming === null || naming.what === "rename" ? null : (
        <NameField
          label={naming.what === "file" ? "Nom du fichier" : "Nom du dossier"}
          initial=""
          onDone={named}
        />
      )}
    </div>
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped anywhere in it
    <div
      className={clsx("flex min-h-0 flex-1 flex-col", dropping && "bg-sea-wash")}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => dropped(event, "")}
    >
      <div className="flex h-11 shrink-0 items-center border-line border-b pr-1 pl-3">
        <p className="mr-auto truncate font-semibold text-sm text-soft">Fichiers</p>
        <button
          type="button"
          className={tool}
          aria-label="Nouveau fichier"
          title="Nouveau fichier"
          onClick={() => setNaming({ what: "file", folder: place })}
        >
          <FilePlus className="size-4.5" aria-hidden />
        </button>
        <button
          type="button"
          className={tool}
          aria-label="Nouveau dossier"
          title="Nouveau dossier"
          onClick={() => setNaming({ what: "folder", folder: place })}
        >
          <FolderPlus className="size-4.5" aria-hidden />
        </button>
        <button
          type="button"
          className={tool}
          aria-label="Envoyer des fichiers"
          title="Envoyer des fichiers de votre ordinateur"
          onClick={() => picker.current?.click()}
        >
          <Upload className="size-4.5" aria-hidden />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            void upload(place, [...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-auto py-1">
        {field}
        {state.problem !== null ? (
          <p role="alert" className="p-3 text-sm">
            {state.problem}
          </p>
        ) : null}
        {home !== undefined && rows.length === 0 ? (
          <p className="p-3 text-soft text-sm">
            Votre dossier personnel est vide. Créez un fichier, ou déposez-en ici.
          </p>
        ) : null}
        <div ref={list} role="tree" aria-label="Fichiers de votre dossier personnel">
          {rows.map((row) => {
            const { path, entry, level } = row;
            const Icon = icons[entry.kind];
            const open = state.expanded.has(path);
            const renaming = naming?.what === "rename" && naming.path === path;
            return (
              <TreeMenu key={path} onAction={(action) => act(action, row)}>
                <div
                  id={rowId(path)}
                  role="treeitem"
                  aria-level={level}
                  aria-selected={path === active}
                  {...(entry.kind === "folder" ? { "aria-expanded": open } : {})}
                  tabIndex={row === current ? 0 : -1}
                  draggable={!renaming}
                  className={clsx(
                    "-outline-offset-3 flex min-h-8 pointer-coarse:min-h-11 cursor-pointer select-none items-center gap-1.5 pr-2 text-sm hover:bg-sunken",
                    path === active && "bg-sea-wash text-sea",
                  )}
                  style={{ paddingLeft: `${level * 0.8}rem` }}
                  onClick={() => enter(row)}
                  onFocus={() => tree.set({ current: path })}
                  onKeyDown={(event) => onKeyDown(event, row)}
                  onDragStart={(event) =>
                    event.dataTransfer.setData("application/x-escale-path", path)
                  }
                  onDrop={(event) =>
                    dropped(event, entry.kind === "folder" ? path : folderOf(path))
                  }
                >
                  <ChevronRight
                    className={clsx(
                      "size-4 shrink-0",
                      entry.kind !== "folder" && "invisible",
                      open && "rotate-90",
                    )}
                    aria-hidden
                  />
                  <Icon className="size-4 shrink-0" aria-hidden />
                  {renaming ? (
                    <NameField label="Nouveau nom" initial={entry.name} onDone={named} />
                  ) : (
                    <bdi className="truncate">{entry.name}</bdi>
                  )}
                </div>
              </TreeMenu>
            );
          })}
        </div>
        {home?.more ? (
          <p className="p-3 text-soft text-xs">Il y a plus de fichiers que ceux montrés ici.</p>
        ) : null}
        {home !== undefined && home.unnamed > 0 ? (
          <p className="p-3 text-soft text-xs">
            {home.unnamed} fichiers au nom inhabituel ne sont pas montrés.
          </p>
        ) : null}
      </div>
      <RemoveFileDialog
        path={removing}
        onClose={() => setRemoving(null)}
        onConfirm={(path) => void remove(path)}
      />
    </div>
  );
}
