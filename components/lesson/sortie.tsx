/** What a terminal shows: expected output, to compare with one's own. Not runnable. */
export function Sortie({ texte }: { texte: string }) {
  return (
    <figure className="keep overflow-hidden rounded-(--radius) bg-sunken">
      <figcaption className="px-4 pt-2.5 text-soft text-xs">Ce que vous devriez voir</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, by keyboard too */}
      {/* biome-ignore lint/a11y/useSemanticElements: <pre> keeps what <fieldset> would lose */}
      <pre className="code px-4 pt-1 pb-3.5" tabIndex={0} role="group" aria-label="Sortie attendue">
        <code>
          {texte.split("\n").map((line, row) => {
            const prompt = /^(\S*[$#] )(.*)$/.exec(line);
            const end = row > 0 ? "\n" : "";
            if (!prompt) return `${end}${line}`;
            return [
              end,
              <span key={`${row}-prompt`} className="tok-prompt">
                {prompt[1]}
              </span>,
              <span key={`${row}-typed`} className="tok-typed">
                {prompt[2]}
              </span>,
            ];
          })}
        </code>
      </pre>
    </figure>
  );
}
