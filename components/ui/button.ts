/** The look of a button, for <button> and for links that lead somewhere: one class list each. */
import clsx from "clsx";

const base =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-lg px-5 py-2 text-center font-semibold leading-tight transition-colors disabled:opacity-60";

const looks = {
  primary: "bg-action text-on-action hover:bg-action-hover",
  outline: "border border-edge bg-surface text-ink hover:border-sea hover:text-sea",
  quiet: "text-soft hover:bg-sunken hover:text-ink",
};

export function buttonClass(look: keyof typeof looks, extra?: string): string {
  return clsx(base, looks[look], extra);
}

/** Of a button that is a sign alone. */
export const iconButtonClass = (extra?: string): string =>
  clsx(
    "grid size-11 shrink-0 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink",
    extra,
  );
