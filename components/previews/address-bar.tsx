import { type Ref, useState } from "react";
import { asPath } from "./store";

/** The address as the learner knows it, whose path can be changed. */
export function AddressBar({
  input,
  port,
  path,
  onGo,
}: {
  input: Ref<HTMLInputElement>;
  port: number;
  path: string;
  onGo: (path: string) => void;
}) {
  const [text, setText] = useState(path);
  return (
    <form
      className="flex h-9 min-w-0 flex-1 items-center rounded-lg border border-edge bg-paper pl-3 font-mono text-sm focus-within:outline-3 focus-within:outline-(--focus)"
      onSubmit={(event) => {
        event.preventDefault();
        const next = asPath(text);
        setText(next);
        onGo(next);
      }}
    >
      <span className="shrink-0 text-soft">localhost:{port}</span>
      <input
        ref={input}
        type="text"
        aria-label={`Chemin sur le port ${port}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        maxLength={1_000}
        enterKeyHint="go"
        className="h-full min-w-0 flex-1 bg-transparent pr-3 outline-none"
      />
    </form>
  );
}
