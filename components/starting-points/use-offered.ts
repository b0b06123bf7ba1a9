import { useEffect, useState } from "react";
import type { OurStart } from "@/lib/content/starting-points";
import { type Decoded, decodeStart, isCode } from "@/lib/starting-points/link";
import type { Start } from "@/lib/starting-points/start";
import { trouble } from "./words";

export type Offered =
  | { readonly kind: "reading" }
  /** `ours`: made by us; else by whoever made the link */
  | { readonly kind: "start"; readonly start: Start; readonly ours: boolean }
  /** French */
  | { readonly kind: "problem"; readonly message: string };

/** What the address offers. */
export function useOffered(value: string, ours: readonly OurStart[]): Offered {
  const [read, setRead] = useState<{ value: string; decoded: Decoded } | null>(null);
  useEffect(() => {
    let wanted = true;
    if (isCode(value))
      void decodeStart(value).then((decoded) => {
        if (wanted) setRead({ value, decoded });
      });
    return () => {
      wanted = false;
    };
  }, [value]);

  if (!isCode(value)) {
    const start = ours.find(({ slug }) => slug === value);
    return start
      ? { kind: "start", start, ours: true }
      : { kind: "problem", message: trouble.unknown };
  }
  if (read?.value !== value) return { kind: "reading" };
  const { decoded } = read;
  return "start" in decoded
    ? { kind: "start", start: decoded.start, ours: false }
    : { kind: "problem", message: trouble[decoded.problem] };
}
