import { Fragment } from "react";
import { highlight } from "@/lib/content/highlight";
import { CodeBlock } from "./code-block";
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
    <CodeBlock label={label} className={className}>
      {lines.map((tokens, row) => (
        <Fragment key={row}>
          {row > 0 ? "\n" : null}
          <Tokens tokens={tokens} />
        </Fragment>
      ))}
    </CodeBlock>
  );
}
