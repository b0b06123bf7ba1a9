/** The last minute of what each running container takes. */
import type { ContainerUsage } from "@/lib/protocol/engine-stream";

export interface Sample {
  readonly cpus: number;
  readonly memoryBytes: number;
}
/** oldest first */
export type History = readonly Sample[];

/** at about one a second */
export const historyLength = 60;

/** With one more sample of each; containers that are not in it run no more and are forgotten. */
export function recorded(
  histories: ReadonlyMap<string, History>,
  usage: readonly ContainerUsage[],
): ReadonlyMap<string, History> {
  return new Map(
    usage.map(({ id, cpus, memoryBytes }) => [
      id,
      [...(histories.get(id) ?? []), { cpus, memoryBytes }].slice(-historyLength),
    ]),
  );
}
