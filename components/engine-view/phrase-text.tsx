import type { Part, Phrase } from "./phrases";
import { useSelection } from "./selection";

/** Sentences; what they name of the engine leads there. */
export function Phrases({ phrases }: { phrases: readonly Phrase[] }) {
  return (
    <div className="engine-phrases">
      {phrases.map((phrase, index) => (
        <p key={index}>
          {phrase.map((part, place) => (
            <PartText key={place} part={part} />
          ))}
        </p>
      ))}
    </div>
  );
}

function PartText({ part }: { part: Part }) {
  const { select } = useSelection();
  if (typeof part === "string") return part;
  if ("code" in part) return <code className="engine-code">{part.code}</code>;
  return (
    <button type="button" className="engine-link" onClick={() => select(part.ref)}>
      {part.label}
    </button>
  );
}
