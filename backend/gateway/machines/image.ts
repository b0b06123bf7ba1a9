/**
 * Which images are the catalogue's virtual machine: itself under whatever name, and what was made
 * from it (`docker commit`, `FROM`, an archive without our labels): its layers are at the bottom of
 * such an image, and an archive cannot claim layers that it does not hold.
 */

import type { z } from "zod";
import { catalogueLabel, machineName } from "@/backend/engine/ownership";
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

/** `ours`: the catalogue's, null where it has none. Null for any other image, or none. */
export function machineKind(asked: Described | null, ours: Described | null): MachineKind | null {
  if (asked === null) return null;
  if (asked.Id === ours?.Id) return "genuine";
  if (asked.Config?.Labels?.[catalogueLabel]?.startsWith(`${machineName}:`)) return "derived";
  const layers = ours?.RootFS.Layers ?? [];
  const begins = layers.every((layer, index) => asked.RootFS.Layers?.[index] === layer);
  return layers.length > 0 && begins ? "derived" : null;
}
