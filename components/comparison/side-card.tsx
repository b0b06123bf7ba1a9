import { Play } from "lucide-react";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button";
import { memory } from "@/components/workspace/durations";
import type { Beside } from "@/components/workspace/type-beside";
import { useNow } from "@/components/workspace/use-now";
import { type Shown, startingFor } from "./sides";
import { elapsed } from "./words";

export interface SideWords {
  readonly title: string;
  /** the command that starts it */
  readonly start: string;
  /** commands to type once it runs */
  readonly inside: readonly string[];
}

/** One of the two: its button, its measures, and what may be typed in it. */
export function SideCard({
  words: { title, start, inside },
  side,
  share,
  unavailable,
  typing,
  onType,
}: {
  words: SideWords;
  side: Shown | null;
  /** of the larger of the two, 0 to 1; null: not known of both */
  share: { time: number | null; memory: number | null };
  unavailable: boolean;
  /** a command is being typed */
  typing: boolean;
  onType: (command: string, to: Beside["to"]) => void;
}) {
  const heading = useId();
  const running = side?.running === true;
  return (
    <section aria-labelledby={heading} className="comparison-side">
      <div>
        <p id={heading} className="font-display font-semibold text-[1.1em]">
          {title}
        </p>
        <p className="text-sm text-soft">
          {running ? `en marche\u00a0: ${side.name}` : side === null ? "pas lancé" : "terminé"}
        </p>
      </div>
      <button
        type="button"
        className={buttonClass("primary", "w-full")}
        disabled={running || unavailable || typing}
        onClick={() => onType(start, "shell")}
      >
        <Play className="size-4 fill-current" aria-hidden />
        Lancer
        <span className="sr-only"> {title.toLowerCase()}</span>
      </button>
      <p className="comparison-command">
        <code>{start}</code>
      </p>
      <Measures side={side} share={share} />
      <div className="comparison-inside">
        <p className="text-sm text-soft">À taper dedans&nbsp;:</p>
        {inside.map((command) => (
          <button
            key={command}
            type="button"
            className="comparison-type"
            disabled={!running || side.promptMs === null || typing}
            onClick={() => onType(command, "program")}
          >
            <code>{command}</code>
          </button>
        ))}
      </div>
    </section>
  );
}

function Measures({
  side,
  share,
}: {
  side: Shown | null;
  share: { time: number | null; memory: number | null };
}) {
  return (
    <dl className="comparison-measures">
      <div>
        <dt>Temps jusqu’à l’invite</dt>
        <dd>
          <Time side={side} />
          <Bar share={share.time} />
        </dd>
      </div>
      <div>
        <dt>Mémoire</dt>
        <dd>
          {side === null ? "–" : memory(side.memoryBytes)}
          <Bar share={share.memory} />
        </dd>
      </div>
      <div>
        <dt>Processus vus de l’hôte</dt>
        <dd>
          {side === null || side.processes.length === 0 ? (
            "–"
          ) : (
            <code>{side.processes.join(", ")}</code>
          )}
        </dd>
      </div>
      <div>
        <dt>Noyau</dt>
        <dd>
          {side?.kernel == null ? "–" : <code>{side.kernel}</code>}
          {side?.kvm == null ? null : (
            <span className="block text-sm text-soft">
              {side.kvm ? "accélérée par le processeur (KVM)" : "processeur imité (émulation)"}
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** Goes on while it starts. */
function Time({ side }: { side: Shown | null }) {
  useNow(200);
  if (side === null) return "–";
  if (side.promptMs !== null) return elapsed(side.promptMs);
  const starting = startingFor(side, performance.now());
  if (starting !== null) return `${elapsed(starting)}…`;
  return side.running ? "non mesuré" : "–";
}

/** Says the same as the number beside it, to the eye. */
function Bar({ share }: { share: number | null }) {
  if (share === null) return null;
  return (
    <span aria-hidden className="comparison-bar">
      <span style={{ width: `${Math.max(1, 100 * share)}%` }} />
    </span>
  );
}
