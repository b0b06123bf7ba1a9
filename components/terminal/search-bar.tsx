import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { preferences } from "./preferences";
import type { TerminalSession } from "./session";
import { highlightsOf } from "./themes";

/** Search in the screen and in what has scrolled by. Enter: further up; Escape: back to the shell. */
export function SearchBar({ session }: { session: TerminalSession }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [found, setFound] = useState<{ index: number; count: number } | null>(null);

  useEffect(() => {
    field.current?.focus();
    const listener = session.search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setFound({ index: resultIndex, count: resultCount }),
    );
    return () => {
      listener.dispose();
      session.search.clearDecorations();
    };
  }, [session]);

  const find = (direction: "up" | "down", words: string, incremental = false) => {
    const decorations = highlightsOf(preferences.get().theme);
    if (words === "") {
      session.search.clearDecorations();
      setFound(null);
    } else if (direction === "up") session.search.findPrevious(words, { decorations, incremental });
    else session.search.findNext(words, { decorations, incremental });
  };
  const close = () => {
    session.state.set({ searching: false });
    session.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find("up", text);
  };

  return (
    <search className="absolute top-3 right-5 left-5 z-20 sm:left-auto">
      <form
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === "Escape") close();
        }}
        className="flex items-center gap-1 rounded-xl border border-line bg-surface p-1.5 shadow-(--shadow)"
      >
        <input
          ref={field}
          type="text"
          value={text}
          spellCheck={false}
          autoComplete="off"
          aria-label="Rechercher dans le terminal"
          placeholder="Rechercher"
          className="h-9 w-full min-w-0 rounded-lg border border-edge bg-paper px-3 text-sm sm:w-52"
          onChange={(event) => {
            setText(event.target.value);
            find("up", event.target.value, true);
          }}
        />
        <p role="status" className="min-w-20 px-2 text-center text-soft text-xs tabular-nums">
          {found === null ? "" : summary(found)}
        </p>
        <Step label="Résultat précédent" onClick={() => find("up", text)} icon={ArrowUp} />
        <Step label="Résultat suivant" onClick={() => find("down", text)} icon={ArrowDown} />
        <Step label="Fermer la recherche" onClick={close} icon={X} />
      </form>
    </search>
  );
}

function summary({ index, count }: { index: number; count: number }): string {
  if (count === 0) return "aucun résultat";
  return index < 0 ? `${count} et plus` : `${index + 1} sur ${count}`;
}

function Step({
  label,
  icon: Icon,
  onClick,
}: {
  label: string;
  icon: typeof X;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="grid size-9 shrink-0 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink"
      onClick={onClick}
    >
      <Icon className="size-4" aria-hidden />
    </button>
  );
}
