/** Removes objects of the learner's by their own engine, as their `docker rm -f` would. */
import type { StartExercise } from "@/lib/protocol/checks/start";
import { connectEngine, type Engine, ignoreMissing } from "../engine/client";

type Removed = StartExercise["remove"];

/** Containers first: they hold the rest. Rejects when something is still in use elsewhere. */
export async function removeOwn(socketPath: string, removed: Removed): Promise<void> {
  const engine: Engine = connectEngine(socketPath);
  const all = (names: readonly string[], remove: (name: string) => Promise<unknown>) =>
    Promise.all(names.map((name) => ignoreMissing(remove(name))));
  await all(removed.containers, (name) =>
    engine.getContainer(name).remove({ force: true, v: true }),
  );
  await Promise.all([
    all(removed.images, (name) => engine.getImage(name).remove({ force: true })),
    all(removed.networks, (name) => engine.getNetwork(name).remove()),
    all(removed.volumes, (name) => engine.getVolume(name).remove({ force: true })),
  ]);
}
