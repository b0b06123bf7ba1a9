/** Opens the learner's workspace for what needs it: an exercise, a file to be saved. */
import { EscaleError } from "@/lib/protocol/errors";
import { workspace } from "./store";

const unopened =
  "Votre terminal n’est pas encore ouvert. Voyez ce qu’indique son panneau, puis recommencez.";

/** Resolves once the workspace runs, waits in line for it; rejects with a French message. */
export async function untilRunning(): Promise<void> {
  if (workspace.get().view?.state === "running") return;
  const { openWorkspace } = await import("./actions");
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
