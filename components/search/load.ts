/** The search in the browser: fetched and opened once, when somebody wants to search. */
import { readDocuments } from "@/lib/search/document";
import { openSearch, type Search } from "@/lib/search/engine";

let opened: Promise<Search> | null = null;

async function fetched(path: string): Promise<Response> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

async function open(): Promise<Search> {
  const [documents, index] = await Promise.all([
    fetched("/recherche/documents.json").then((response) => response.json()),
    fetched("/recherche/index.json").then((response) => response.text()),
  ]);
  return openSearch(readDocuments(documents), index);
}

/** Tries again next time when it failed. */
export function loadSearch(): Promise<Search> {
  opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}
