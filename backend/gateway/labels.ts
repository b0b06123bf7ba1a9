/** The `escale.` namespace: ours alone. Learners neither set, read nor filter on it. */
import { labelPrefix, roleLabel, workspaceLabel } from "@/backend/engine/ownership";
import { portsLabel } from "@/backend/ports/label";
import type { WorkspaceId } from "@/lib/protocol/ids";

/** A container's memory limit in bytes, so that a list is enough to count what runs. */
export const memoryLabel = `${labelPrefix}memory`;

/** A tenant's secret, in each image that they built: what keeps their build cache their own. */
export const cacheLabel = `${labelPrefix}cache`;
/** `1` on a container that is a virtual machine. */
export const machineLabel = `${labelPrefix}machine`;
/** `1` on one that was given /dev/kvm. */
export const kvmLabel = `${labelPrefix}kvm`;
/** A container's binds and what was asked of mounts (files/asked.ts), as JSON. */
export const mountsLabel = `${labelPrefix}mounts`;

/** Labels without the platform's. */
export function visibleLabels(labels: Readonly<Record<string, string>> | null | undefined) {
  return Object.fromEntries(
    Object.entries(labels ?? {}).filter(([name]) => !name.startsWith(labelPrefix)),
  );
}

/** What is said of a container that may be a virtual machine (machines/). */
export interface MachineMarks {
  readonly machine: boolean;
  readonly kvm: boolean;
}

/**
 * The platform's own labels of a learner's container. Each is always set, the role emptily, since
 * an image's LABEL would otherwise be inherited (moby, runconfig merge: the container's wins).
 */
export function ownLabels(
  workspace: WorkspaceId,
  memory: number,
  mounts: string,
  ports: string,
  { machine, kvm }: MachineMarks,
): Record<string, string> {
  return {
    [machineLabel]: machine ? "1" : "",
    [kvmLabel]: kvm ? "1" : "",
    [workspaceLabel]: workspace,
    [roleLabel]: "",
    [memoryLabel]: String(memory),
    [mountsLabel]: mounts,
    [portsLabel]: ports,
  };
}

/** Whether a learner may choose this label name. */
export const isReservedLabel = (name: string): boolean =>
  name.trim().toLowerCase().startsWith(labelPrefix);

/** The engine's filter for what belongs to a workspace. */
export const ownedBy = (workspace: WorkspaceId): string => `${workspaceLabel}=${workspace}`;

/** Whether the container of these labels is a virtual machine, and one with /dev/kvm. */
export const marksOf = (
  labels: Readonly<Record<string, string>> | null | undefined,
): MachineMarks => ({ machine: labels?.[machineLabel] === "1", kvm: labels?.[kvmLabel] === "1" });
