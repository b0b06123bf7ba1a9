import { useEffect, useRef, useState } from "react";
import { troubleWithName } from "./paths";

/** A name typed in the tree: Enter gives it, Escape does not. */
export function NameField({
  label,
  initial,
  onDone,
}: {
  label: string;
  initial: string;
  /** null: nothing is to be done */
  onDone: (name: string | null) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(initial);
  const [tried, setTried] = useState(false);
  const trouble = troubleWithName(name);
  useEffect(() => {
    field.current?.focus();
    // the extension stays when one types over the name
    field.current?.setSelectionRange(0, initial.replace(/\.[^.]+$/, "").length || initial.length);
  }, [initial]);
  const give = () => {
    setTried(true);
    if (trouble === null) onDone(name);
  };
  return (
    <span className="min-w-0 flex-1">
      <input
        ref={field}
        aria-label={label}
        aria-invalid={tried && trouble !== null}
        className="h-8 w-full rounded border border-sea bg-paper px-1.5 font-mono text-sm outline-none"
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => onDone(trouble === null ? name : null)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter") give();
          if (event.key === "Escape") onDone(null);
        }}
      />
      {tried && trouble !== null ? <span className="text-coral text-xs">{trouble}</span> : null}
    </span>
  );
}
