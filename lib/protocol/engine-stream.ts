/**
 * The live picture's stream: the whole view first, then what has changed of it. `differences` and
 * `applied` are each other's inverse, the one for the backend, the other for the browser.
 */
import { z } from "zod";
import {
  type EngineView,
  engineContainerSchema,
  engineImageSchema,
  engineNetworkSchema,
  engineViewSchema,
  engineVolumeSchema,
} from "./engine-view";

/** Of one list: all keys in their order, and the entries that are new or differ. */
const changeOf = <T extends z.ZodType>(entry: T) =>
  z.object({ order: z.array(z.string()), changed: z.array(entry) }).optional();

/** Keys: a volume's name, the ID of everything else. A list that is the same is left out. */
export const engineChangesSchema = z.object({
  containers: changeOf(engineContainerSchema),
  images: changeOf(engineImageSchema),
  networks: changeOf(engineNetworkSchema),
  volumes: changeOf(engineVolumeSchema),
});
export type EngineChanges = z.infer<typeof engineChangesSchema>;

/** What a running container takes now. */
export const containerUsageSchema = z.object({
  id: z.string(),
  /** processors kept busy since the last sample, 0 to their number */
  cpus: z.number().nonnegative(),
  memoryBytes: z.number().nonnegative(),
});
export type ContainerUsage = z.infer<typeof containerUsageSchema>;

export const engineMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("view"), view: engineViewSchema }),
  /** follows a `view` or another change */
  z.object({ kind: z.literal("change"), changes: engineChangesSchema }),
  /** about once a second, of the running containers */
  z.object({ kind: z.literal("usage"), usage: z.array(containerUsageSchema) }),
  /** the engine or the backend does not answer; a `view` follows when it does */
  z.object({ kind: z.literal("away") }),
  /** no workspace is open; a `view` follows when one is */
  z.object({ kind: z.literal("closed") }),
]);
export type EngineMessage = z.infer<typeof engineMessageSchema>;

const idOf = ({ id }: { id: string }) => id;
const nameOf = ({ name }: { name: string }) => name;

/** From `last` to `next`. Values that are the same object are taken for the same. */
export function differences(last: EngineView, next: EngineView): EngineChanges {
  return {
    containers: difference(last.containers, next.containers, idOf),
    images: difference(last.images, next.images, idOf),
    networks: difference(last.networks, next.networks, idOf),
    volumes: difference(last.volumes, next.volumes, nameOf),
  };
}

/** `view` after the changes; lists and entries that have not changed stay the same objects. */
export function applied(view: EngineView, changes: EngineChanges): EngineView {
  return {
    containers: apply(view.containers, changes.containers, idOf),
    images: apply(view.images, changes.images, idOf),
    networks: apply(view.networks, changes.networks, idOf),
    volumes: apply(view.volumes, changes.volumes, nameOf),
  };
}

interface Change<T> {
  order: string[];
  changed: T[];
}

function difference<T>(last: T[], next: T[], key: (entry: T) => string): Change<T> | undefined {
  if (last === next) return undefined;
  const before = new Set(last);
  return { order: next.map(key), changed: next.filter((entry) => !before.has(entry)) };
}

function apply<T>(list: T[], change: Change<T> | undefined, key: (entry: T) => string): T[] {
  if (change === undefined) return list;
  const known = new Map([...list, ...change.changed].map((entry) => [key(entry), entry]));
  return change.order.flatMap((each) => known.get(each) ?? []);
}
