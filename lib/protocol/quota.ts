/**
 * What a workspace may use instead of the machine's usual: as an operator sets it for a class, and as
 * web tells the backend when a workspace is opened (docs/decisions/033).
 */
import { z } from "zod";
import type { Settings } from "./settings";

const MiB = 1024 ** 2;

/** Absent: the machine's usual. The numbers bound what makes sense; the machine's own bounds hold besides. */
export const quotaSchema = z.strictObject({
  /** of all of a learner's containers together */
  memoryBytes: z
    .number()
    .int()
    .min(64 * MiB)
    .max(1024 ** 4)
    .optional(),
  cpus: z.number().min(0.1).max(64).optional(),
  /** that containers, volumes, images and files may take together */
  diskBytes: z
    .number()
    .int()
    .min(64 * MiB)
    .max(64 * 1024 ** 4)
    .optional(),
  containers: z.number().int().min(1).max(1000).optional(),
  /** a workspace unused for this long is stopped, ms */
  idleMs: z.number().int().min(60_000).max(86_400_000).optional(),
  /** `closed`: nothing outside is reached, whatever the machine opens */
  outside: z.literal("closed").optional(),
});
export type Quota = z.infer<typeof quotaSchema>;

/** What web tells the backend of a workspace that is to be opened. */
export const openWorkspaceSchema = z.strictObject({ quota: quotaSchema });

export const measures = ["memoryBytes", "cpus", "diskBytes", "containers", "idleMs"] as const;
export type Measure = (typeof measures)[number];
export type Measures = Readonly<Record<Measure, number>>;

export type Outside = Settings["ESCALE_EGRESS"];

/** What a workspace has. */
export interface Allowance extends Measures {
  readonly outside: Outside;
}

/** What a workspace has where nobody says otherwise. */
export const usual = (settings: Settings): Allowance => ({
  memoryBytes: settings.ESCALE_WORKSPACE_MEMORY,
  cpus: settings.ESCALE_WORKSPACE_CPUS,
  diskBytes: settings.ESCALE_WORKSPACE_DISK,
  containers: settings.ESCALE_WORKSPACE_CONTAINERS,
  idleMs: settings.ESCALE_IDLE,
  outside: settings.ESCALE_EGRESS,
});

/** The most that this machine gives to any: the usual, unless the operator of the machine said more. */
export function ceilings(settings: Settings): Measures {
  const { memoryBytes, cpus, diskBytes, containers, idleMs } = usual(settings);
  return {
    memoryBytes: Math.max(memoryBytes, settings.ESCALE_CLASS_MEMORY ?? 0),
    cpus: Math.max(cpus, settings.ESCALE_CLASS_CPUS ?? 0),
    diskBytes: Math.max(diskBytes, settings.ESCALE_CLASS_DISK ?? 0),
    containers: Math.max(containers, settings.ESCALE_CLASS_CONTAINERS ?? 0),
    idleMs: Math.max(idleMs, settings.ESCALE_CLASS_IDLE ?? 0),
  };
}

/** What a workspace with this quota has here: never more than the machine gives. */
export function allowed(settings: Settings, quota: Quota): Allowance {
  const most = ceilings(settings);
  const ordinary = usual(settings);
  const of = (measure: Measure) => Math.min(quota[measure] ?? ordinary[measure], most[measure]);
  return {
    memoryBytes: of("memoryBytes"),
    cpus: of("cpus"),
    diskBytes: of("diskBytes"),
    containers: of("containers"),
    idleMs: of("idleMs"),
    outside: quota.outside === "closed" ? "none" : ordinary.outside,
  };
}

/** The measures that are above what this machine gives. */
export function beyond(settings: Settings, quota: Quota): Measure[] {
  const most = ceilings(settings);
  return measures.filter((measure) => (quota[measure] ?? 0) > most[measure]);
}

/**
 * Of somebody in several classes: the most that one of them gives, of each measure (a class that says
 * nothing of it gives the usual); and nothing of the outside where one of them has closed it.
 */
export function together(settings: Settings, quotas: readonly Quota[]): Quota {
  const ordinary = usual(settings);
  const quota: Quota = {};
  for (const measure of measures) {
    if (quotas.every((one) => one[measure] === undefined)) continue;
    quota[measure] = Math.max(...quotas.map((one) => one[measure] ?? ordinary[measure]));
  }
  if (quotas.some(({ outside }) => outside === "closed")) quota.outside = "closed";
  return quota;
}
