/** The look of what is typed or chosen in. */
import clsx from "clsx";

export const fieldClass = (extra?: string): string =>
  clsx(
    "min-h-11 w-full min-w-0 rounded-lg border border-edge bg-surface px-3 py-2 text-ink disabled:opacity-60",
    extra,
  );
export const labelTextClass = "mb-1.5 block font-semibold";
export const helpClass = "mt-1.5 text-soft text-sm";
