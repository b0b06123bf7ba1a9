/**
 * A gateway alone in its process, for `memory.ts`: each line on stdin names how many learners it is
 * to serve, each answer the bytes of its heap once it does. Arguments: the engine's socket, a folder for sockets.
 */
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pino } from "pino";
import { createGateway } from "@/backend/gateway/gateway";

const [engineSocket = "", folder = ""] = process.argv.slice(2);
const MiB = 1024 ** 2;
const gateway = createGateway({
  engineSocket,
  log: pino({ level: "warn" }),
  limits: {
    containers: 12,
    images: 40,
    memory: 512 * MiB,
    containerMemory: 64 * MiB,
    cpus: 1,
    pids: 256,
  },
});
let served = 0;
for await (const line of createInterface({ input: process.stdin })) {
  for (; served < Number(line); served++)
    await gateway.listen(served.toString(16).padStart(12, "be"), join(folder, `${served}.sock`));
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`${heapUsed + external}\n`);
}
process.exit(0);
