/** One line of `docker stats`: a tree of numbers and nothing else (types.StatsJSON). */
import { z } from "zod";

const moment = z.string().max(64);
const numbers = z.record(z.string(), z.number()).nullable().optional();
const ioEntries = z
  .array(z.object({ major: z.number(), minor: z.number(), op: z.string(), value: z.number() }))
  .nullable()
  .optional();

const cpu = z.object({
  cpu_usage: z.object({
    total_usage: z.number().optional(),
    percpu_usage: z.array(z.number()).nullable().optional(),
    usage_in_kernelmode: z.number().optional(),
    usage_in_usermode: z.number().optional(),
  }),
  system_cpu_usage: z.number().optional(),
  online_cpus: z.number().optional(),
  throttling_data: numbers,
});

export const statsSchema = z.object({
  read: moment,
  preread: moment,
  pids_stats: numbers,
  blkio_stats: z
    .object({
      io_service_bytes_recursive: ioEntries,
      io_serviced_recursive: ioEntries,
      io_queue_recursive: ioEntries,
      io_service_time_recursive: ioEntries,
      io_wait_time_recursive: ioEntries,
      io_merged_recursive: ioEntries,
      io_time_recursive: ioEntries,
      sectors_recursive: ioEntries,
    })
    .optional(),
  num_procs: z.number().optional(),
  storage_stats: z.object({}).optional(),
  cpu_stats: cpu,
  precpu_stats: cpu,
  memory_stats: z
    .object({
      usage: z.number().optional(),
      max_usage: z.number().optional(),
      failcnt: z.number().optional(),
      limit: z.number().optional(),
      stats: numbers,
    })
    .optional(),
  networks: z.record(z.string(), z.record(z.string(), z.number())).optional(),
});
export type Stats = z.infer<typeof statsSchema>;
