import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** One line of the stack: what goes on, and what can be done about it. */
export function Notice({
  icon: Icon,
  tone = "sea",
  children,
  actions,
}: {
  icon: LucideIcon;
  /** coral: something of one's own is seen by others */
  tone?: "sea" | "coral";
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="notice flex min-h-11 items-center gap-3 rounded-xl border border-line bg-surface py-2 pr-2 pl-4 text-sm">
      <Icon
        className={`size-5 shrink-0 ${tone === "sea" ? "text-sea" : "text-coral"}`}
        aria-hidden
      />
      <p className="min-w-0 flex-1 text-pretty [overflow-wrap:anywhere]">{children}</p>
      {actions}
    </div>
  );
}
