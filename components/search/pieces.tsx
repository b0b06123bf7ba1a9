import type { Piece } from "@/lib/search/analyse";

/** A text with the words that were searched for. */
export function Pieces({ pieces }: { pieces: Piece[] }) {
  let at = 0;
  return pieces.map(({ text, found }) => {
    const key = at;
    at += text.length;
    return found ? (
      <mark key={key} className="rounded-sm bg-brass-wash font-semibold text-brass">
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    );
  });
}
