/** What must be read again of one workspace's engine, and which events say so. */
import { workspaceLabel } from "@/backend/engine/ownership";
import {
  fromEngineContainerName,
  fromEngineReference,
  fromEngineVolumeName,
  isAnonymousName,
} from "@/backend/gateway/names";
import type { EngineKind, EngineView } from "@/lib/protocol/engine-view";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { EngineEvent } from "./engine-events";

export interface Stale {
  /** lists to read again */
  readonly kinds: Set<EngineKind>;
  /** ids of containers to look at again; null: all */
  containers: Set<string> | null;
}

export const nothingStale = (): Stale => ({ kinds: new Set(), containers: new Set() });
export const everythingStale = (): Stale => ({
  kinds: new Set(["container", "image", "network", "volume"]),
  containers: null,
});

/**
 * Adds what the event makes stale; false when it is not about this workspace. `seen`: what was
 * read last, for events that name an object by its ID alone.
 */
export function spoil(
  stale: Stale,
  workspace: WorkspaceId,
  event: EngineEvent,
  seen: EngineView | null,
): boolean {
  const { ID, Attributes } = event.Actor;
  switch (event.Type) {
    case "container":
      if (Attributes[workspaceLabel] !== workspace) return false;
      stale.kinds.add("container");
      stale.containers?.add(ID);
      if (event.Action === "create" || event.Action === "destroy") {
        // an image without reference is shown for as long as a container holds it, and of an
        // anonymous volume the event does not say whose it is
        stale.kinds.add("image");
        stale.kinds.add("volume");
      }
      return true;
    case "network": {
      if (fromEngineContainerName(workspace, Attributes.name ?? "") === undefined) return false;
      stale.kinds.add("network");
      if (Attributes.container !== undefined) {
        stale.kinds.add("container");
        stale.containers?.add(Attributes.container);
      }
      return true;
    }
    case "volume": {
      const mine = isAnonymousName(ID)
        ? seen?.volumes.some(({ name }) => name === ID)
        : fromEngineVolumeName(workspace, ID) !== undefined;
      if (!mine) return false;
      stale.kinds.add("volume");
      return true;
    }
    case "image": {
      // of a reference that is taken away the engine says the image's ID only
      const mine =
        fromEngineReference(workspace, Attributes.name ?? "") !== undefined ||
        seen?.images.some(({ id }) => id === ID);
      if (!mine) return false;
      stale.kinds.add("image");
      return true;
    }
  }
}
