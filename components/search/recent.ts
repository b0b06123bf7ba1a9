/** The last searches that led somewhere, kept in this browser. */
import { readStored, writeStored } from "@/components/workspace/stored";

const key = "escale.search";
const kept = 5;

export function recentSearches(): string[] {
  const { recent } = readStored(key);
  return Array.isArray(recent)
    ? recent.filter((one): one is string => typeof one === "string").slice(0, kept)
    : [];
}

export function rememberSearch(query: string): void {
  const text = query.trim();
  if (text === "") return;
  const others = recentSearches().filter((one) => one !== text);
  writeStored(key, { recent: [text, ...others].slice(0, kept) });
}
