import { SquareTerminal } from "lucide-react";

/** What stands in the bar while there are no tabs. */
export function PanelTitle({ children = "Votre terminal" }: { children?: string }) {
  return (
    <p className="flex items-center gap-2 px-4 font-semibold text-sm text-soft">
      <SquareTerminal className="size-4.5" aria-hidden />
      {children}
    </p>
  );
}
