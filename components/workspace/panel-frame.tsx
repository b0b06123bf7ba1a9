import type { ReactNode } from "react";

/**
 * The three rows that every state of the panel shares, so that nothing moves when one follows
 * another: bar, body, foot.
 */
export function PanelFrame({
  bar,
  children,
  foot,
}: {
  /** null: there is no such row */
  bar?: ReactNode | null;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <>
      {bar === null ? null : (
        <div className="@container flex h-12 shrink-0 items-stretch border-line border-b bg-surface">
          {bar}
        </div>
      )}
      <div className="relative flex min-h-0 flex-1 flex-col">{children}</div>
      <div className="flex min-h-8 shrink-0 items-center border-line border-t bg-surface px-3 text-soft text-xs empty:border-transparent empty:bg-transparent">
        {foot}
      </div>
    </>
  );
}
