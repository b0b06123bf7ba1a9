import type { RefObject } from "react";

/** Two texts compared in `host`, with what each colour means above them. */
export function DiffFrame({
  host,
  theirs,
}: {
  host: RefObject<HTMLDivElement | null>;
  /** what the other text is, French */
  theirs: string;
}) {
  return (
    <div className="absolute inset-0 flex flex-col">
      <ul className="flex shrink-0 flex-wrap gap-x-5 gap-y-1 border-line border-b bg-surface px-4 py-2 text-sm">
        <li>
          <span
            aria-hidden
            className="mr-1.5 inline-block w-5 bg-coral-wash text-center text-coral"
          >
            −
          </span>
          {theirs}
        </li>
        <li>
          <span aria-hidden className="mr-1.5 inline-block w-5 bg-sea-wash text-center text-sea">
            +
          </span>
          Votre texte
        </li>
      </ul>
      <div className="relative min-h-0 flex-1">
        <div ref={host} className="absolute inset-0" />
      </div>
    </div>
  );
}
