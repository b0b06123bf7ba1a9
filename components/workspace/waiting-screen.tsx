import { Hourglass } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import type { WorkspaceView } from "@/lib/protocol/workspace";
import { stopWorkspace } from "./actions";
import { StateScreen } from "./state-screen";

/** All places are taken: where the learner stands in line, live. */
export function WaitingScreen({
  view,
  command,
}: {
  view: Extract<WorkspaceView, { state: "waiting" }>;
  command: string | null;
}) {
  const before = view.position - 1;
  return (
    <StateScreen
      icon={Hourglass}
      tone="brass"
      title={before === 0 ? "C’est bientôt à vous" : "Toutes les places sont prises"}
      live
      actions={
        <button
          type="button"
          className={buttonClass("quiet")}
          onClick={() => void stopWorkspace("keep")}
        >
          Quitter la file
        </button>
      }
    >
      <p>
        Vous êtes <strong className="text-ink tabular-nums">{ordinal(view.position)}</strong> sur{" "}
        <span className="tabular-nums">{view.of}</span> dans la file. Votre terminal s’ouvrira de
        lui-même dès qu’une place se libère.
      </p>
      {command === null ? null : (
        <p className="text-sm">
          La commande <code className="break-all text-ink">{firstLine(command)}</code> sera tapée à
          ce moment-là.
        </p>
      )}
      <p className="text-sm">Gardez cette page ouverte : elle tient votre place.</p>
    </StateScreen>
  );
}

const ordinal = (n: number) => (n === 1 ? "en tête" : `${n}ᵉ`);

function firstLine(command: string): string {
  const line = command.split("\n", 1)[0] ?? "";
  return line.length > 60 || line !== command ? `${line.slice(0, 60)}…` : line;
}
