import type { Token } from "@/lib/content/highlight";

/** The coloured words of one line of code. */
export function Tokens({ tokens }: { tokens: Token[] }) {
  return tokens.map(({ text, kind }, place) =>
    kind === null ? (
      text
    ) : (
      <span key={place} className={`tok-${kind}`}>
        {text}
      </span>
    ),
  );
}
