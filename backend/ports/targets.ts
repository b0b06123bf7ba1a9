/** Where each published port of a workspace leads now, as the engine says at this moment. */
import { z } from "zod";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { type Engine, engineStatus } from "../engine/client";
import { roleLabel, scopedName, workspaceLabel } from "../engine/ownership";
import { isOurAddress } from "../isolation/subnets";
import { readPublished } from "./label";
import type { PortKey } from "./types";

export interface Target {
  /** the container's full ID */
  container: string;
  /** its name, as the learner knows it */
  name: string;
  address: string;
  port: number;
}

const runningSchema = z.array(
  z.object({
    Id: z.string(),
    Names: z.array(z.string()),
    Labels: z.record(z.string(), z.string()),
    NetworkSettings: z.object({
      Networks: z.record(z.string(), z.object({ IPAddress: z.string() })).nullable(),
    }),
  }),
);

/** By port of the workstation. */
export interface Targets {
  tcp: ReadonlyMap<number, Target>;
  udp: ReadonlyMap<number, Target>;
}

/**
 * A container counts when it runs, is the workspace's own by label and
 * by name, and has an address of ours on a network of the workspace's.
 */
export async function targetsOf(engine: Engine, workspace: WorkspaceId): Promise<Targets> {
  const listed = runningSchema.parse(
    await engine.listContainers({
      filters: { label: [`${workspaceLabel}=${workspace}`], status: ["running", "paused"] },
    }),
  );
  const own = scopedName(workspace, "");
  const targets = { tcp: new Map<number, Target>(), udp: new Map<number, Target>() };
  for (const { Id, Names, Labels, NetworkSettings } of listed) {
    if (Labels[workspaceLabel] !== workspace || Labels[roleLabel]) continue;
    const name = Names.find((each) => each.startsWith(`/${own}`))?.slice(own.length + 1);
    if (name === undefined) continue;
    const address = Object.entries(NetworkSettings.Networks ?? {})
      .filter(([network, place]) => network.startsWith(own) && isOurAddress(place.IPAddress))
      .map(([, place]) => place.IPAddress)[0];
    if (address === undefined) continue;
    const { ports } = readPublished(Labels);
    if (ports.length === 0 || !(await isRunning(engine, Id))) continue;
    for (const { protocol, port, container } of ports)
      if (!targets[protocol].has(port))
        targets[protocol].set(port, { container: Id, name, address, port: container });
  }
  return targets;
}

/** All ports that lead somewhere. */
export const keysOf = ({ tcp, udp }: Targets): PortKey[] => [
  ...[...tcp.keys()].map((port): PortKey => ({ protocol: "tcp", port })),
  ...[...udp.keys()].map((port): PortKey => ({ protocol: "udp", port })),
];

/** Asked of the container itself: just after a death the engine's list still calls it running. */
async function isRunning(engine: Engine, id: string): Promise<boolean> {
  try {
    return (await engine.getContainer(id).inspect()).State.Running;
  } catch (error) {
    if (engineStatus(error) === 404) return false;
    throw error;
  }
}
