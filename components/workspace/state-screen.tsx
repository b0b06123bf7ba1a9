import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { PanelFrame } from "./panel-frame";
import { PanelTitle } from "./panel-title";

const tones = {
  sea: "bg-sea-wash text-sea",
  brass: "bg-brass-wash text-brass",
  coral: "bg-coral-wash text-coral",
};

/** A state of the workspace that is not a terminal: what is so, why, and what to do about it. */
export function StateScreen({
  icon: Icon,
  tone = "sea",
  title,
  children,
  actions,
  live = false,
}: {
  icon: LucideIcon;
  tone?: keyof typeof tones;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  /** said by screen readers when it comes or changes */
  live?: boolean;
}) {
  return (
    <PanelFrame bar={<PanelTitle />}>
      <div className="grid min-h-0 flex-1 overflow-y-auto p-6">
        <div className="m-auto w-full max-w-md text-center" {...(live ? { role: "status" } : {})}>
          <span
            className={clsx(
              "mx-auto mb-5 grid size-14 place-items-center rounded-2xl",
              tones[tone],
            )}
          >
            <Icon className="size-7" aria-hidden />
          </span>
          <h2 className="mb-3 font-display font-semibold text-2xl">{title}</h2>
          <div className="space-y-3 text-pretty text-soft">{children}</div>
          {actions === undefined ? null : (
            <div className="mt-7 flex flex-wrap justify-center gap-3">{actions}</div>
          )}
        </div>
      </div>
    </PanelFrame>
  );
}
