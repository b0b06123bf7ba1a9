/** `docker update`: within the limits, and no more memory than was counted at creation. */
import { z } from "zod";
import { refused } from "../errors";
import { json } from "../http/reply";
import { marksOf } from "../labels";
import { refuseRestarting } from "../machines/policy";
import { messages } from "../messages";
import { hostConfigSchema } from "../policy/host-config";
import { zeroOnly } from "../policy/zero";
import type { Exchange } from "../route";
import type { OwnContainer } from "./own";

export const updateBodySchema = hostConfigSchema
  .pick({
    Memory: true,
    MemoryReservation: true,
    MemorySwap: true,
    NanoCpus: true,
    PidsLimit: true,
    RestartPolicy: true,
  })
  .catchall(zeroOnly);

export async function update({
  tenant,
  own,
  body,
}: Exchange<object, z.infer<typeof updateBodySchema>, OwnContainer>) {
  const { limits } = tenant;
  const { Memory: memory = 0, NanoCpus: cpus = 0, PidsLimit: pids = 0 } = body;
  const swap = body.MemorySwap ?? 0;
  if (marksOf(own.summary.Labels).machine) refuseRestarting(body.RestartPolicy?.Name);
  if (memory > own.memory) throw refused(messages.updateMemory(memory, own.memory));
  if (swap !== 0 && swap !== memory) throw refused(messages.memorySwap);
  if (cpus > limits.cpus * 1e9) throw refused(messages.cpusTooMany(cpus / 1e9, limits.cpus));
  if (pids < 0 || pids > limits.pids) throw refused(messages.pidsTooMany(pids, limits.pids));
  await tenant.engine.json(
    {
      method: "POST",
      path: ["containers", own.id, "update"],
      json: {
        // as much swap as memory: none on top
        ...(memory > 0 && { Memory: memory, MemorySwap: memory }),
        ...(body.MemoryReservation && { MemoryReservation: body.MemoryReservation }),
        ...(cpus > 0 && { NanoCpus: cpus }),
        ...(pids > 0 && { PidsLimit: pids }),
        ...(body.RestartPolicy?.Name && {
          RestartPolicy: {
            Name: body.RestartPolicy.Name,
            MaximumRetryCount: body.RestartPolicy.MaximumRetryCount ?? 0,
          },
        }),
      },
    },
    z.object({}),
  );
  return json({ Warnings: null });
}
