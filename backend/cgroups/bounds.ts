/** What bounds a group, and how each version of control groups wants it written. */
import type { Controller } from "./hierarchy";

export interface Bounds {
  memoryBytes: number;
  cpus: number;
  pids: number;
}

export interface Setting {
  controller: Controller;
  file: string;
  value: string;
  /** absent where the kernel does not account swap: then there is nothing to bound */
  optional?: true;
}

/**
 * Microseconds. Short: a group that has used up its share early in a period waits for the rest of
 * it, and a shell that waits is felt. The kernel's least quota is 1 ms.
 */
const period = 20_000;

/**
 * In the order in which they can be written whatever was there before: a limit is lifted before its
 * companion is moved past it (memory and memory with swap; quota and period). The quota is rounded
 * up: the kernel (version 1) refuses a child whose share is larger than its parent's.
 */
export function settingsOf(version: 1 | 2, { memoryBytes, cpus, pids }: Bounds): Setting[] {
  const quota = String(Math.max(1000, Math.ceil(cpus * period)));
  const memory = String(memoryBytes);
  const swapless = { controller: "memory", file: "memory.memsw.limit_in_bytes" } as const;
  return version === 1
    ? [
        { ...swapless, value: "-1", optional: true },
        { controller: "memory", file: "memory.limit_in_bytes", value: memory },
        { ...swapless, value: memory, optional: true },
        { controller: "cpu", file: "cpu.cfs_quota_us", value: "-1" },
        { controller: "cpu", file: "cpu.cfs_period_us", value: String(period) },
        { controller: "cpu", file: "cpu.cfs_quota_us", value: quota },
        { controller: "pids", file: "pids.max", value: String(pids) },
      ]
    : [
        { controller: "memory", file: "memory.max", value: memory },
        { controller: "memory", file: "memory.swap.max", value: "0", optional: true },
        { controller: "cpu", file: "cpu.max", value: `${quota} ${period}` },
        { controller: "pids", file: "pids.max", value: String(pids) },
      ];
}
