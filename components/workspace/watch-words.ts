/** « Ada et Blaise regardent votre terminal », each once however many pages they have open. */
export function looking(watchers: readonly string[]): string {
  const names = [...new Set(watchers)];
  const list = new Intl.ListFormat("fr", { type: "conjunction" }).format(names);
  return `${list} ${names.length > 1 ? "regardent" : "regarde"} votre terminal`;
}
