/**
 * Which images are the catalogue's virtual machine: itself under whatever name, and what was made
 * from it (`docker commit`, `FROM`, an archive without our labels): its layers are at the bottom of
 * such an image, and an archive cannot claim layers that it does not hold.
 */
import { catalogueLabel, machineImage, machineName } from "@/backend/engine/ownership";
import { EngineError } from "../engine-client";
import { describeImage } from "../images/inspect";
import type { Tenant } from "../tenant";

export type MachineKind =
  /** the catalogue's very image, as it is now */
  | "genuine"
  /** made from it, or from an earlier one */
  | "derived";

/** `image`: the engine's reference or ID; null for any other image, one that is missing included. */
export async function machineKind(tenant: Tenant, image: string): Promise<MachineKind | null> {
  const [asked, ours] = await Promise.all([found(tenant, image), found(tenant, machineImage)]);
  if (asked === null) return null;
  if (asked.Id === ours?.Id) return "genuine";
  if (asked.Config?.Labels?.[catalogueLabel]?.startsWith(`${machineName}:`)) return "derived";
  const layers = ours?.RootFS.Layers ?? [];
  const begins = layers.every((layer, index) => asked.RootFS.Layers?.[index] === layer);
  return layers.length > 0 && begins ? "derived" : null;
}

async function found(tenant: Tenant, image: string) {
  try {
    return await describeImage(tenant, image);
  } catch (error) {
    // creating from it says so in the engine's words
    if (error instanceof EngineError && error.status === 404) return null;
    throw error;
  }
}
