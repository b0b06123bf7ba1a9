"use client";

import clsx from "clsx";
import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useId, useState } from "react";
import { iconButtonClass } from "@/components/ui/button";
import { FoundItem } from "./found-item";
import { rememberSearch } from "./recent";
import { SearchNotice } from "./search-notice";
import { useSearch } from "./use-search";

/** The course searched as one types: a field with a list of results (ARIA APG, combobox). */
export function SearchDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-black/50" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-0 z-50 flex flex-col bg-surface sm:inset-x-0 sm:top-[10vh] sm:bottom-auto sm:mx-auto sm:max-h-[75vh] sm:w-[min(42rem,calc(100vw-2rem))] sm:rounded-xl sm:border sm:border-line sm:shadow-(--shadow)"
        >
          <Dialog.Title className="sr-only">Rechercher dans le cours</Dialog.Title>
          <SearchBox onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function SearchBox({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const list = useId();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const results = useSearch(query);
  const found = results.found ?? [];
  const current = found[Math.min(active, found.length - 1)];
  const go = (href: string) => {
    rememberSearch(query);
    onClose();
    router.push(href);
  };
  const change = (text: string) => {
    setQuery(text);
    setActive(0);
  };
  const move = (to: number) => {
    const index = (to + found.length) % found.length;
    setActive(index);
    document.getElementById(`${list}-${index}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (current) go(current.href);
    }
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0 || found.length === 0) return;
    event.preventDefault();
    move(active + by);
  };
  return (
    <>
      <div className="flex items-center gap-2 border-line border-b px-4 py-2">
        <Search className="size-5 shrink-0 text-soft" aria-hidden />
        <input
          role="combobox"
          aria-label="Rechercher une leçon, un terme, une commande"
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={current ? `${list}-${found.indexOf(current)}` : undefined}
          placeholder="Une leçon, un terme, une commande…"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={200}
          value={query}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className="min-h-12 min-w-0 flex-1 bg-transparent px-1 text-lg outline-none placeholder:text-soft"
        />
        <Dialog.Close aria-label="Fermer" className={iconButtonClass()}>
          <X className="size-5" aria-hidden />
        </Dialog.Close>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard too */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto p-2">
        <SearchNotice results={results} onAsk={change} />
        <div id={list} role="listbox" aria-label="Résultats" hidden={found.length === 0}>
          {found.map((one, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
            <div
              key={`${one.document.id}`}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={one === current}
              onMouseMove={() => setActive(index)}
              onClick={() => go(one.href)}
              className={clsx(
                "cursor-pointer rounded-lg px-3 py-2.5",
                one === current && "bg-sea-wash outline-2 outline-sea -outline-offset-2",
              )}
            >
              <FoundItem found={one} />
            </div>
          ))}
        </div>
      </div>
      <p className="hidden border-line border-t px-4 py-2 text-soft text-sm sm:block">
        ↑ ↓ pour choisir, Entrée pour ouvrir, Échap pour fermer
      </p>
    </>
  );
}
