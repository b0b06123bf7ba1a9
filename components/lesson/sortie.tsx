import { CodeBlock } from "./code-block";

/** Words in columns, as `docker ps` writes them: wrapped they could not be read. */
const columns = /\S {3,}\S/;

/**
 * What a terminal shows: expected output, to compare with one's own. Not runnable. Sentences wrap;
 * columns scroll, and a shade at the edge tells that there is more.
 */
export function Sortie({ texte }: { texte: string }) {
  return (
    <figure className="output keep overflow-hidden rounded-(--radius) bg-sunken">
      <figcaption className="px-4 pt-2.5 text-soft text-xs">Ce que vous devriez voir</figcaption>
      <CodeBlock label="Sortie attendue" wraps={!columns.test(texte)} className="px-4 pt-1 pb-3.5">
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
      </CodeBlock>
    </figure>
  );
}
