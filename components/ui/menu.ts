/** The look of menus, whichever Radix part draws them. */
export const menuClass =
  "z-50 max-h-[80dvh] min-w-60 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 text-ink text-sm shadow-(--shadow)";
export const itemClass =
  "flex min-h-10 cursor-default select-none items-center gap-3 rounded-lg px-3 outline-none data-disabled:opacity-60 data-highlighted:bg-sea-wash data-highlighted:text-sea";
export const separatorClass = "my-1.5 h-px bg-line";
export const labelClass = "px-3 pt-2 pb-1 font-semibold text-soft text-xs";
export const keyClass = "ml-auto pl-6 font-mono text-soft text-xs";
