import { type Kind, pieces } from "@/lib/starting-points/hidden-characters";

/** Somebody else's text as it is, each hidden character shown by its name where it stands. */
export function PlainText({ text, kind }: { text: string; kind: Kind }) {
  return pieces(text, kind).map((piece, at) =>
    piece.hidden ? (
      <mark
        key={at}
        className="mx-0.5 rounded bg-coral-wash px-1 font-mono font-semibold text-[0.8em] text-coral"
      >
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
