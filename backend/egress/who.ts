/**
 * Whose connection it is: the workspace on whose network the source address lies. A container cannot
 * speak from another address than its own (no NET_RAW, and an answer must find its way back).
 */
import { z } from "zod";
import { type WorkspaceId, workspaceIdSchema } from "@/lib/protocol/ids";
import type { Engine } from "../engine/client";
import { instanceLabel, workspaceLabel } from "../engine/ownership";
import { overlap, parseRange, type Range } from "../isolation/subnets";

/** How old an answer of the engine's may be. A subnet is given to another workspace only later. */
const freshMs = 1000;

const networkSchema = z.object({
  Labels: z.record(z.string(), z.string()).nullish(),
  IPAM: z.object({ Config: z.array(z.object({ Subnet: z.string().optional() })).nullish() }),
});

interface Known {
  subnet: Range;
  workspace: WorkspaceId;
}

export type Who = (address: string) => Promise<WorkspaceId | undefined>;

export function createWho(engine: Engine, instance: string): Who {
  let asked: { at: number; known: Promise<Known[]> } | undefined;
  async function ask(): Promise<Known[]> {
    const filters = { label: [`${instanceLabel}=${instance}`] };
    const networks = z.array(networkSchema).parse(await engine.listNetworks({ filters }));
    return networks.flatMap(({ Labels, IPAM }) => {
      const workspace = workspaceIdSchema.safeParse(Labels?.[workspaceLabel]);
      if (!workspace.success) return [];
      return (IPAM.Config ?? []).flatMap(({ Subnet }) =>
        Subnet === undefined ? [] : { subnet: parseRange(Subnet), workspace: workspace.data },
      );
    });
  }
  return async (address) => {
    const source = parseRange(address);
    const find = (known: readonly Known[]) =>
      known.find(({ subnet }) => overlap(subnet, source))?.workspace;
    if (asked !== undefined && Date.now() - asked.at < freshMs) {
      const found = find(await asked.known);
      if (found !== undefined) return found;
    }
    // a network may be younger than what is known
    asked = { at: Date.now(), known: ask() };
    return find(await asked.known);
  };
}
