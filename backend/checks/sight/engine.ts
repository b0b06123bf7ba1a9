/** The learner's virtual engine as checks look at it: each object is read once in a round. */

import type { ObjectKind } from "@/lib/protocol/checks/kinds";
import { isEscaleError } from "@/lib/protocol/errors";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { VirtualEngine } from "../../virtual-engine/types";
import type { EngineSight } from "../types";

type Asked = Pick<VirtualEngine, "inspect" | "snapshot">;

/** What it has read once is not read again: one for each round of checks. */
export function engineSight(virtual: Asked, workspace: WorkspaceId): EngineSight {
  const read = new Map<string, Promise<unknown>>();
  const once = (key: string, ask: () => Promise<unknown>): Promise<unknown> => {
    const known = read.get(key);
    if (known) return known;
    const asked = ask();
    read.set(key, asked);
    return asked;
  };
  const inspect = (kind: ObjectKind, name: string) =>
    once(`${kind} ${name}`, async () => {
      try {
        return await virtual.inspect(workspace, kind, name);
      } catch (error) {
        if (isEscaleError(error) && error.code === "not_found") return undefined;
        throw error;
      }
    });
  return {
    inspect,
    async list(kind) {
      const names = namesIn(await virtual.snapshot(workspace), kind);
      const objects = await Promise.all(names.map((name) => inspect(kind, name)));
      return objects.filter((object) => object !== undefined);
    },
  };
}

function namesIn(view: Awaited<ReturnType<Asked["snapshot"]>>, kind: ObjectKind): string[] {
  switch (kind) {
    case "container":
      return view.containers.map(({ id }) => id);
    case "image":
      return view.images.map(({ id }) => id);
    case "network":
      return view.networks.map(({ id }) => id);
    case "volume":
      return view.volumes.map(({ name }) => name);
  }
}
