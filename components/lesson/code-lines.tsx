import clsx from "clsx";
import { Fragment } from "react";
import { highlight } from "@/lib/content/highlight";
import { Tokens } from "./tokens";

/** Coloured code, on the server. `label` names the block for screen readers. */
export async function CodeLines({
  code,
  language,
  label,
  className,
}: {
  code: string;
  language: string;
  label: string;
  className?: string;
}) {
  const lines = await highlight(code, language);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, by keyboard too
    // biome-ignore lint/a11y/useSemanticElements: <pre> keeps what <fieldset> would lose
    <pre className={clsx("code", className)} tabIndex={0} role="group" aria-label={label}>
      <code>
        {lines.map((tokens, row) => (
          <Fragment key={row}>
            {row > 0 ? "\n" : null}
            <Tokens tokens={tokens} />
          </Fragment>
        ))}
      </code>
    </pre>
  );
}
