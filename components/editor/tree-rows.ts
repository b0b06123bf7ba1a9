/** The tree as the rows that are seen, in order. Pure. */
import type { FileEntry } from "@/lib/protocol/files";
import { joined } from "./paths";
import type { TreeState } from "./tree-store";

export interface Row {
  readonly path: string;
  readonly entry: FileEntry;
  /** from 1 */
  readonly level: number;
}

const order = new Intl.Collator("fr", { numeric: true, sensitivity: "base" });

export function rowsOf({ folders, expanded }: Pick<TreeState, "folders" | "expanded">): Row[] {
  const rows: Row[] = [];
  const add = (folder: string, level: number) => {
    const entries = [...(folders.get(folder)?.entries ?? [])].sort(
      (a, b) =>
        Number(b.kind === "folder") - Number(a.kind === "folder") || order.compare(a.name, b.name),
    );
    for (const entry of entries) {
      const path = joined(folder, entry.name);
      rows.push({ path, entry, level });
      if (entry.kind === "folder" && expanded.has(path)) add(path, level + 1);
    }
  };
  add("", 1);
  return rows;
}
