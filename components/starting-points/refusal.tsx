import { ShieldAlert } from "lucide-react";

/** Why something that a link holds is shown and not offered. */
export function Refusal({ children }: { children: string }) {
  return (
    <p className="flex basis-full gap-2 border-line border-t px-4 py-2.5 font-sans text-coral text-sm">
      <ShieldAlert className="mt-0.5 size-4.5 shrink-0" aria-hidden />
      {children}
    </p>
  );
}
