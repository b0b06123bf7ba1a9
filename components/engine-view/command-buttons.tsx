import { Keyboard } from "lucide-react";
import { useState } from "react";
import { isEscaleError } from "@/lib/protocol/errors";
import type { Command } from "./commands";

/** Each writes its command into the terminal, where the learner reads it and presses Enter. */
export function CommandButtons({ commands }: { commands: readonly Command[] }) {
  const [problem, setProblem] = useState("");
  if (commands.length === 0) return null;
  const write = async (text: string) => {
    setProblem("");
    try {
      const { writeCommand } = await import("@/components/workspace/type-command");
      await writeCommand(text);
    } catch (error) {
      setProblem(
        isEscaleError(error) ? error.message : "La commande n’a pas pu être écrite. Réessayez.",
      );
    }
  };
  return (
    <div>
      <h3 className="engine-details-heading">Ce que vous pouvez taper</h3>
      <ul className="engine-commands">
        {commands.map(({ text, says }) => (
          <li key={text}>
            <button
              type="button"
              className="engine-command"
              title="Écrire cette commande dans le terminal, sans l’exécuter"
              onClick={() => void write(text)}
            >
              <Keyboard className="mt-0.5 size-4 shrink-0 text-sea" aria-hidden />
              <span className="min-w-0">
                <code className="engine-command-text">{text}</code>
                <span className="engine-command-says">{says}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-coral text-sm empty:hidden">
        {problem}
      </p>
    </div>
  );
}
