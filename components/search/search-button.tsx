"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { type MouseEvent, useEffect, useState } from "react";

const SearchDialog = dynamic(() => import("./search-dialog").then((m) => m.SearchDialog), {
  ssr: false,
});

/** What is typed there is for the field, the terminal or the editor. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input, textarea, select, [role=textbox]"));

const wantsNewPage = (event: MouseEvent) =>
  event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;

/** A link to the page of the search, which opens the dialog instead where there is script. */
export function SearchButton() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const show = () => {
    setWanted(true);
    setOpen(true);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!(k || slash) || event.defaultPrevented || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog],[role=alertdialog]") !== null) return;
      event.preventDefault();
      setWanted(true);
      setOpen(true);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <a
        href="/recherche"
        aria-keyshortcuts="/ Control+K"
        title="Rechercher (touche / ou Ctrl + K)"
        className="flex h-11 min-w-11 items-center justify-center gap-2 rounded-lg px-2 font-medium text-soft hover:bg-sunken hover:text-ink sm:px-3"
        onClick={(event) => {
          if (wantsNewPage(event)) return;
          event.preventDefault();
          show();
        }}
      >
        <Search className="size-5" aria-hidden />
        <span className="max-md:sr-only">Rechercher</span>
      </a>
      {wanted ? <SearchDialog open={open} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
