import type { WatchNotice } from "@/lib/protocol/watch";

/** « Ada et Blaise regardent votre terminal », each once however many pages they have open. */
export function looking(watches: readonly WatchNotice[]): string {
  const names = [...new Set(watches.map(({ name }) => name))];
  const list = new Intl.ListFormat("fr", { type: "conjunction" }).format(names);
  return `${list} ${names.length > 1 ? "regardent" : "regarde"} votre terminal`;
}
