import clsx from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { iconButtonClass } from "./button";

/** A modal dialog: title, text, actions. Escape, the cross and a click beside it close it. */
export function Dialog({
  open,
  onClose,
  onClosed,
  title,
  children,
  actions,
  long = false,
}: {
  open: boolean;
  onClose: () => void;
  /** once closed: where the keyboard goes, if not back to where it was */
  onClosed?: (() => void) | undefined;
  title: string;
  children: ReactNode;
  /** the first, which changes nothing, has the keyboard when the dialog opens */
  actions?: ReactNode;
  /** may have to be scrolled, then by keyboard too */
  long?: boolean;
}) {
  const footer = useRef<HTMLDivElement>(null);
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-black/50" />
        <Radix.Content
          aria-describedby={undefined}
          className={clsx(
            "-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 flex max-h-[92dvh] flex-col rounded-xl border border-line bg-surface shadow-(--shadow)",
            long ? "w-[min(42rem,calc(100vw-2rem))]" : "w-[min(34rem,calc(100vw-2rem))]",
          )}
          onOpenAutoFocus={(event) => {
            const first = footer.current?.querySelector("button");
            if (first === null || first === undefined) return;
            event.preventDefault();
            first.focus();
          }}
          onCloseAutoFocus={(event) => {
            if (onClosed === undefined) return;
            event.preventDefault();
            onClosed();
          }}
        >
          <div className="flex items-start gap-4 px-6 pt-5">
            <Radix.Title className="flex-1 font-display font-semibold text-xl leading-snug">
              {title}
            </Radix.Title>
            <Radix.Close className={iconButtonClass("-mt-2 -mr-3")} aria-label="Fermer">
              <X className="size-5" aria-hidden />
            </Radix.Close>
          </div>
          <div
            className="min-h-0 space-y-3 overflow-y-auto px-6 py-4 text-pretty"
            {...(long ? { tabIndex: 0 } : {})}
          >
            {children}
          </div>
          {actions === undefined ? null : (
            <div
              ref={footer}
              className="flex flex-wrap justify-end gap-3 border-line border-t px-6 py-4 max-sm:flex-col"
            >
              {actions}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
