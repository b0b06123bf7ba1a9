import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { TerminalSession } from "./session";

const shownLines = 12;

/** Asks before a paste whose lines would run one by one. */
export function PasteDialog({ session, text }: { session: TerminalSession; text: string | null }) {
  const lines = text === null ? [] : text.replace(/\n$/, "").split("\n");
  const more = lines.length - shownLines;
  const cancel = () => session.state.set({ paste: null });
  return (
    <Dialog
      open={text !== null}
      onClose={cancel}
      onClosed={() => session.focus()}
      title={`Coller ${lines.length}\u00a0${lines.length < 2 ? "ligne" : "lignes"} ?`}
      actions={
        <>
          <button type="button" className={buttonClass("outline")} onClick={cancel}>
            Annuler
          </button>
          <button
            type="button"
            className={buttonClass("primary")}
            onClick={() => {
              if (text !== null) session.pasteNow(text);
            }}
          >
            Coller
          </button>
        </>
      }
    >
      <p>Le programme en cours exécutera chaque ligne aussitôt, sans attendre Entrée.</p>
      <pre className="overflow-x-auto rounded-lg bg-sunken p-3 text-sm">
        {lines.slice(0, shownLines).join("\n")}
        {more > 0 ? `\n… et ${more}\u00a0de plus` : ""}
      </pre>
    </Dialog>
  );
}
