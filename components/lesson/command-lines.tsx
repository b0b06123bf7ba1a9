import { highlight } from "@/lib/content/highlight";
import { Tokens } from "./tokens";

/**
 * The lines of a command, each with its prompt in the margin. They wrap rather than scroll: what
 * is about to be run is always seen whole. The prompt is never selected nor copied.
 */
export async function CommandLines({ code }: { code: string }) {
  const lines = await highlight(code, "bash");
  const written = code.split("\n");
  const hereDocument = code.includes("<<");
  const goesOn = (row: number) => row > 0 && (hereDocument || written[row - 1]?.endsWith("\\"));
  return (
    <pre className="command-lines">
      <code>
        {lines.map((tokens, row) => (
          <span
            key={row}
            className="command-line"
            data-prompt={goesOn(row) || written[row]?.trim() === "" ? "" : "$"}
          >
            <Tokens tokens={tokens} />
            {"\n"}
          </span>
        ))}
      </code>
    </pre>
  );
}
