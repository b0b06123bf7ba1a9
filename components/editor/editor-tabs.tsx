import clsx from "clsx";
import { X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { activate, close, type OpenFile } from "./documents";
import { nameOf } from "./paths";

/** The open files as tabs (WAI-ARIA Authoring Practices): arrows, Delete or middle button closes. */
export function EditorTabs({
  files,
  active,
}: {
  files: readonly OpenFile[];
  active: string | null;
}) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const file = files[index];
    if (event.key === "Delete" && file) close(file.path);
    else if (step !== undefined) {
      const next = files[(index + step + files.length) % files.length];
      if (!next) return;
      activate(next.path);
      event.currentTarget.parentElement
        ?.querySelectorAll<HTMLElement>("[role=tab]")
        [files.indexOf(next)]?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div
      role="tablist"
      aria-label="Fichiers ouverts"
      className="flex h-full min-w-0 flex-1 items-stretch overflow-x-auto [scrollbar-width:none]"
    >
      {files.map(({ path, dirty, saving, conflict }, index) => {
        const selected = path === active;
        const state = conflict !== null ? "en conflit" : dirty || saving ? "non enregistré" : "";
        return (
          <button
            key={path}
            type="button"
            role="tab"
            aria-selected={selected}
            aria-keyshortcuts="Delete"
            tabIndex={selected ? 0 : -1}
            title={path}
            className={clsx(
              "-outline-offset-3 flex min-w-24 max-w-52 shrink-0 items-center gap-2 border-line border-r pr-1.5 pl-3.5 text-sm",
              selected ? "bg-paper text-ink" : "text-soft hover:text-ink",
            )}
            onClick={() => activate(path)}
            onKeyDown={(event) => onKeyDown(event, index)}
            onAuxClick={(event) => {
              if (event.button === 1) close(path);
            }}
          >
            <bdi className="min-w-0 truncate">{nameOf(path)}</bdi>
            {state === "" ? null : (
              <>
                <span aria-hidden className={conflict === null ? "text-sea" : "text-coral"}>
                  ●
                </span>
                <span className="sr-only">({state})</span>
              </>
            )}
            {/* for the pointer; Delete does the same from the keyboard */}
            <span
              aria-hidden
              title="Fermer"
              className="grid size-7 shrink-0 place-items-center rounded-md hover:bg-sunken"
              onClick={(event) => {
                event.stopPropagation();
                close(path);
              }}
            >
              <X className="size-4" />
            </span>
          </button>
        );
      })}
    </div>
  );
}
