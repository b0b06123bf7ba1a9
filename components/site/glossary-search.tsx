"use client";

import { Search } from "lucide-react";
import { useId, useState } from "react";
import { searchable } from "@/lib/content/alphabet";

/**
 * Filters the terms already on the page (`[data-search]` in `[data-group]`), so that the glossary
 * is whole without script.
 */
export function GlossarySearch() {
  const id = useId();
  const [found, setFound] = useState<number | null>(null);
  const filter = (query: string) => {
    const wanted = searchable(query.trim());
    let count = 0;
    for (const group of document.querySelectorAll<HTMLElement>("[data-group]")) {
      let any = false;
      for (const term of group.querySelectorAll<HTMLElement>("[data-search]")) {
        const match = (term.dataset.search ?? "").includes(wanted);
        term.hidden = !match;
        if (match) {
          count += 1;
          any = true;
        }
      }
      group.hidden = !any;
      for (const link of document.querySelectorAll<HTMLElement>(`a[href="#${group.id}"]`)) {
        link.hidden = !any;
      }
    }
    setFound(wanted === "" ? null : count);
  };
  return (
    <search className="no-print">
      <label htmlFor={id} className="font-medium">
        Chercher un terme, en français ou en anglais
      </label>
      <div className="relative mt-2">
        <Search
          className="pointer-events-none absolute top-1/2 left-4 size-5 -translate-y-1/2 text-soft"
          aria-hidden
        />
        <input
          id={id}
          type="search"
          autoComplete="off"
          spellCheck={false}
          className="min-h-12 w-full rounded-lg border border-edge bg-surface pr-4 pl-12 text-lg"
          onChange={(event) => filter(event.target.value)}
        />
      </div>
      <p role="status" className="mt-2 min-h-[1.6em] text-soft text-sm">
        {found === null
          ? null
          : found === 0
            ? "Aucun terme ne correspond."
            : found === 1
              ? "1 terme"
              : `${found} termes`}
      </p>
    </search>
  );
}
