import clsx from "clsx";
import { useStore } from "@/components/workspace/create-store";
import type { TerminalSession } from "./session";

/** What each key sends; arrows ask the terminal's mode (DECCKM) when pressed. */
const keys = [
  { face: "Échap", name: "Échap", send: "\u001b" },
  { face: "Tab", name: "Tabulation", send: "\t" },
  { face: "Ctrl", name: "Ctrl, pour la touche suivante", ctrl: true },
  { face: "^C", name: "Ctrl + C : interrompre", send: "\u0003" },
  { face: "↑", name: "Flèche haut", arrow: "A" },
  { face: "↓", name: "Flèche bas", arrow: "B" },
  { face: "←", name: "Flèche gauche", arrow: "D" },
  { face: "→", name: "Flèche droite", arrow: "C" },
  { face: "|", name: "Barre verticale", send: "|" },
  { face: "/", name: "Barre oblique", send: "/" },
  { face: "-", name: "Tiret", send: "-" },
  { face: "~", name: "Tilde", send: "~" },
] as const;

/**
 * The keys that a phone's keyboard lacks or hides, all of them in reach: two rows on a phone, one on
 * a tablet. Shown where the pointer is a finger.
 */
export function KeyRow({ session }: { session: TerminalSession }) {
  const { ctrl } = useStore(session.state);
  const press = (key: (typeof keys)[number]) => {
    if ("ctrl" in key) session.state.set({ ctrl: !ctrl });
    else if ("arrow" in key) {
      const application = session.terminal.modes.applicationCursorKeysMode;
      session.type(`\u001b${application ? "O" : "["}${key.arrow}`);
    } else session.type(key.send);
    session.focus();
  };
  return (
    <div
      role="toolbar"
      aria-label="Touches du terminal"
      className="hidden shrink-0 grid-cols-6 gap-1 border-line border-t bg-surface p-1.5 sm:grid-cols-12 pointer-coarse:grid"
    >
      {keys.map((key) => (
        <button
          key={key.face}
          type="button"
          aria-label={key.name}
          {...("ctrl" in key ? { "aria-pressed": ctrl } : {})}
          className={clsx(
            "h-11 min-w-11 whitespace-nowrap rounded-lg border font-mono text-sm",
            "ctrl" in key && ctrl
              ? "border-sea bg-sea-wash text-sea"
              : "border-line bg-paper active:bg-sunken",
          )}
          // the terminal keeps the keyboard, or the phone would fold it away
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => press(key)}
        >
          {key.face}
        </button>
      ))}
    </div>
  );
}
