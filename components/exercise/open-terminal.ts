/** Opens the learner's terminal, which an exercise needs. */
import { workspace } from "@/components/workspace/store";
import { EscaleError } from "@/lib/protocol/errors";

const unopened =
  "Votre terminal n’est pas encore ouvert. Voyez ce qu’indique son panneau, puis recommencez.";

/** Resolves once the workspace runs, waits in line for it; rejects with a French message. */
export async function openTerminal(): Promise<void> {
  if (workspace.get().view?.state === "running") return;
  const { openWorkspace } = await import("@/components/workspace/actions");
  await openWorkspace();
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      const { view, problem } = workspace.get();
      if (view?.state === "running") return settle(resolve);
      if (problem !== null)
        return settle(() => reject(new EscaleError("no_workspace", problem.message)));
      if (view?.state === "waiting" || view?.state === "opening") return;
      settle(() => reject(new EscaleError("no_workspace", unopened)));
    };
    const settle = (end: () => void) => {
      stop();
      end();
    };
    const stop = workspace.subscribe(look);
    look();
  });
}
