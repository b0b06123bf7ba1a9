import clsx from "clsx";
import type { ReactNode } from "react";

/** A block of code that scrolls sideways, or wraps; `label` names it for screen readers. */
export function CodeBlock({
  label,
  wraps = false,
  className,
  children,
}: {
  label: string;
  wraps?: boolean;
  className?: string | undefined;
  children: ReactNode;
}) {
  const look = clsx("code", wraps ? "code-wrapped" : "code-shaded", className);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, by keyboard too
    // biome-ignore lint/a11y/useSemanticElements: <pre> keeps what <fieldset> would lose
    <pre className={look} tabIndex={0} role="group" aria-label={label}>
      <code>{children}</code>
    </pre>
  );
}
