/** What the names that the guide's authors write show on its pages. */
import type { ComponentProps } from "react";
import { Encadre } from "@/components/lesson/encadre";
import { Figure } from "@/components/lesson/figure";

export const guideComponents = {
  Encadre,
  Figure,
  th: ({ children, ...props }: ComponentProps<"th">) => (
    <th scope="col" {...props}>
      {children}
    </th>
  ),
  /** Scrolls by itself where the page is narrow, by keyboard too. */
  table: (props: ComponentProps<"table">) => (
    <section
      aria-label="Tableau"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="overflow-x-auto"
    >
      <table {...props} />
    </section>
  ),
};
