/**
 * Which images are the catalogue's virtual machine: itself under whatever name, and what was made
 * from it (`docker commit`, `FROM`, an archive without our labels): its layers are at the bottom of
 * such an image, and an archive cannot claim layers that it does not hold.
 */

import type { z } from "zod";
import { catalogueLabel, machineImage, machineName } from "@/backend/engine/ownership";
import { EngineError } from "../engine-client";
import type { stringMap } from "../engine-config";

export type MachineKind =
  /** the catalogue's very image, as it is now */
  | "genuine"
  /** made from it, or from an earlier one */
  | "derived";

/** What is looked at of an image. */
export interface Described {
  Id: string;
  Config: { Labels?: z.infer<typeof stringMap> } | null;
  RootFS: { Layers?: string[] | undefined };
}

/** Asks the engine for an image by its reference or ID there. */
export type Describe = (image: string) => Promise<Described>;

/** `image`: the engine's reference or ID; null for any other image, one that is missing included. */
export async function machineKind(describe: Describe, image: string): Promise<MachineKind | null> {
  const [asked, ours] = await Promise.all([found(describe, image), found(describe, machineImage)]);
  if (asked === null) return null;
  if (asked.Id === ours?.Id) return "genuine";
  if (asked.Config?.Labels?.[catalogueLabel]?.startsWith(`${machineName}:`)) return "derived";
  const layers = ours?.RootFS.Layers ?? [];
  const begins = layers.every((layer, index) => asked.RootFS.Layers?.[index] === layer);
  return layers.length > 0 && begins ? "derived" : null;
}

async function found(describe: Describe, image: string): Promise<Described | null> {
  try {
    return await describe(image);
  } catch (error) {
    // creating from it says so in the engine's words
    if (error instanceof EngineError && error.status === 404) return null;
    throw error;
  }
}
