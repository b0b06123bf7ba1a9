import { useDeferredValue, useEffect, useMemo, useState } from "react";
import type { Found, Search } from "@/lib/search/engine";
import { loadSearch } from "./load";

export interface Results {
  state: "loading" | "failed" | "ready";
  /** null while nothing is asked for */
  found: Found[] | null;
  suggestion: string | null;
}

const shown = 12;

export function useSearch(query: string): Results {
  const [search, setSearch] = useState<Search | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let here = true;
    loadSearch().then(
      (opened) => here && setSearch(opened),
      (error: unknown) => {
        console.warn(error);
        if (here) setFailed(true);
      },
    );
    return () => {
      here = false;
    };
  }, []);
  const asked = useDeferredValue(query.trim());
  return useMemo(() => {
    if (search === null)
      return { state: failed ? "failed" : "loading", found: null, suggestion: null };
    if (asked === "") return { state: "ready", found: null, suggestion: null };
    const found = search.find(asked, shown);
    const suggestion = found.length === 0 ? search.suggest(asked) : null;
    return { state: "ready", found, suggestion };
  }, [search, failed, asked]);
}
