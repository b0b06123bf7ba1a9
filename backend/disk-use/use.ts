/** What a workspace takes of the disk, and what it may. */

export const kinds = ["containers", "volumes", "images", "home"] as const;
export type Kind = (typeof kinds)[number];

/** Bytes that lie on the disk (blocks, not lengths), and files of every kind. */
export interface Amount {
  bytes: number;
  files: number;
}

export type Use = Readonly<Record<Kind, Amount>>;

export interface DiskQuota {
  bytes: number;
  files: number;
}

/** What the gateway asks before it lets something be written. */
export interface DiskGate {
  /** Resolves to the figures of a workspace that has used up its disk, looked at anew when so. */
  spent(): Promise<{ use: Use; quota: DiskQuota } | undefined>;
}

export const nothing: Amount = { bytes: 0, files: 0 };

export const add = (one: Amount, other: Amount): Amount => ({
  bytes: one.bytes + other.bytes,
  files: one.files + other.files,
});

export const totalOf = (use: Use): Amount => kinds.map((kind) => use[kind]).reduce(add, nothing);

/** The share of the quota at which what still writes is stopped. */
export const excess = 1.1;

/** Whether `share` of the quota (1: all of it) has been reached, in bytes or in files. */
export function reaches(use: Use, quota: DiskQuota, share: number): boolean {
  const { bytes, files } = totalOf(use);
  return bytes >= quota.bytes * share || files >= quota.files * share;
}
