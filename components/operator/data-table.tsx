import type { ReactNode } from "react";

/** A table that scrolls by itself where the page is narrow, by keyboard too. */
export function DataTable({
  label,
  heads,
  children,
}: {
  label: string;
  heads: readonly string[];
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="mt-6 overflow-x-auto rounded-xl border border-line bg-surface"
    >
      <table className="w-full text-left">
        <thead>
          <tr className="border-line border-b text-soft text-sm">
            {heads.map((head) => (
              <th key={head} scope="col" className="px-4 py-3 font-medium whitespace-nowrap">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export const rowClass = "border-line border-b last:border-b-0 align-top";
export const cellClass = "px-4 py-3";
