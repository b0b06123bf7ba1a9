/** The learner's virtual engine, asked over its own socket: their objects alone, by their names. */
import { z } from "zod";
import type { ObjectKind } from "@/lib/protocol/checks/kinds";
import { connectEngine, type Engine, engineStatus } from "../../engine/client";
import type { EngineSight } from "../types";

const named = z.object({ Id: z.string() });

export function engineSight(socketPath: string): EngineSight {
  const engine = connectEngine(socketPath);
  const inspect = async (kind: ObjectKind, name: string): Promise<unknown> => {
    try {
      return await inspectors[kind](engine, name);
    } catch (error) {
      if (engineStatus(error) === 404) return undefined;
      throw error;
    }
  };
  return {
    inspect,
    async list(kind) {
      const names = await listers[kind](engine);
      const objects = await Promise.all(names.map((name) => inspect(kind, name)));
      return objects.filter((object) => object !== undefined);
    },
  };
}

const inspectors: Record<ObjectKind, (engine: Engine, name: string) => Promise<unknown>> = {
  container: (engine, name) => engine.getContainer(name).inspect(),
  image: (engine, name) => engine.getImage(name).inspect(),
  network: (engine, name) => engine.getNetwork(name).inspect(),
  volume: (engine, name) => engine.getVolume(name).inspect(),
};

const idsOf = (list: unknown): string[] =>
  z
    .array(named)
    .parse(list)
    .map(({ Id }) => Id);

const listers: Record<ObjectKind, (engine: Engine) => Promise<string[]>> = {
  container: async (engine) => idsOf(await engine.listContainers({ all: true })),
  image: async (engine) => idsOf(await engine.listImages()),
  network: async (engine) => idsOf(await engine.listNetworks()),
  volume: async (engine) => (await engine.listVolumes()).Volumes.map(({ Name }) => Name),
};
