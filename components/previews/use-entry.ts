import { useEffect, useState } from "react";
import { api, problemOf } from "@/components/workspace/api";

export interface Entry {
  /** for the frame; null: not yet, or the last one could not be had */
  readonly url: string | null;
  /** French, ready to show */
  readonly problem: string | null;
}

/**
 * A fresh way into the preview for each address and each reload (`turn`), and when a port that was
 * gone is published again. What the frame shows of one that is gone stays.
 */
export function useEntry(port: number, path: string, published: boolean, turn: number): Entry {
  const [entry, setEntry] = useState<Entry>({ url: null, problem: null });
  useEffect(() => {
    let wanted = true;
    if (!published) return;
    api.openPreview(port, path).then(
      ({ url }) => wanted && setEntry({ url, problem: null }),
      (error: unknown) => wanted && setEntry({ url: null, problem: problemOf(error).message }),
    );
    return () => {
      wanted = false;
    };
  }, [port, path, published, turn]);
  return entry;
}
