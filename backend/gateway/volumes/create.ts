/** `docker volume create`: the local driver, without options, labelled and scoped. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { workspaceLabel } from "@/backend/engine/ownership";
import { admitDisk, admitVolumes } from "../admission/quotas";
import { badRequest } from "../errors";
import { bodyAgain } from "../http/query";
import { json, type Reply } from "../http/reply";
import { messages } from "../messages";
import { isVolumeName, toEngineVolumeName } from "../names";
import { volumeNameWords } from "../policy/mounts";
import { labels } from "../policy/values";
import { isZero, orAbsent, zeroOnly } from "../policy/zero";
import type { Exchange } from "../route";
import { ownVolumes, showVolume, understand, volumeSchema } from "./own";

export const volumeBodySchema = z
  .object({
    Name: orAbsent(z.string().max(256)),
    Driver: orAbsent(z.enum(["", "local"], { error: () => messages.volumeDriver })),
    DriverOpts: z
      .unknown()
      .refine(isZero, { error: messages.volumeDriver })
      .transform(() => undefined)
      .optional(),
    Labels: orAbsent(labels),
  })
  .catchall(zeroOnly);

export const createVolumeQuery = z.strictObject(bodyAgain(volumeBodySchema.shape));

/** One that exists already is answered as it is, as the engine does. */
export function createVolume({
  tenant,
  body,
}: Exchange<object, z.infer<typeof volumeBodySchema>, undefined>): Promise<Reply> {
  const name = body.Name || randomBytes(32).toString("hex");
  if (!isVolumeName(name)) throw badRequest(volumeNameWords(name));
  return tenant.turns.take(async () => {
    const own = await ownVolumes(tenant);
    const existing = own.find((volume) => volume.name === name);
    if (existing) return json(showVolume(existing), 201);
    admitVolumes(tenant, own.length, 1);
    await admitDisk(tenant);
    const created = await tenant.engine.json(
      {
        method: "POST",
        path: ["volumes", "create"],
        json: {
          Name: toEngineVolumeName(tenant.workspace, name),
          Driver: "local",
          Labels: { ...body.Labels, [workspaceLabel]: tenant.workspace },
        },
      },
      volumeSchema,
    );
    const volume = understand(tenant, created);
    if (volume === undefined) throw new Error("the engine made a volume of another name");
    return json(showVolume(volume), 201);
  });
}
