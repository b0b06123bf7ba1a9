/**
 * What a container that is a virtual machine may not be asked, and when it is given /dev/kvm: only
 * where nothing but what our image says can run beside it. Who holds /dev/kvm talks to the host's
 * kernel by an interface of its own; QEMU is to be the only one who does (decision 022).
 */
import { machineImage } from "@/backend/engine/ownership";
import { type OwnContainer, ownContainers } from "../containers/own";
import type { SharedNamespaces } from "../containers/shared-namespaces";
import { refused } from "../errors";
import { findDescription, type ImageDescription } from "../images/inspect";
import { type MachineMarks, marksOf } from "../labels";
import { messages } from "../messages";
import type { CreateBody } from "../policy/create-container";
import { isZero } from "../policy/zero";
import type { Tenant } from "../tenant";
import { machineKind } from "./image";

/** What is decided of a new container. */
export interface MachineDecision extends MachineMarks {
  /** the host's, to be its /dev/kvm */
  readonly device: string | null;
}

export const noMachine: MachineDecision = { machine: false, kvm: false, device: null };

/** In the tenant's turn. Throws DockerError 403 for what no virtual machine may be asked. */
export async function decideMachine(
  tenant: Tenant,
  body: CreateBody,
  image: ImageDescription | null,
): Promise<MachineDecision> {
  const kind = machineKind(image, await findDescription(tenant, machineImage));
  if (kind === null) return noMachine;
  refuseRestarting(body.HostConfig?.RestartPolicy?.Name);
  const device = kind === "genuine" && isPlain(body) ? tenant.machines.kvm : null;
  return { machine: true, kvm: device !== null, device };
}

/** The engine would start it anew by itself, past the line. */
export function refuseRestarting(policy: string | undefined): void {
  if (policy !== undefined && policy !== "" && policy !== "no")
    throw refused(messages.machineRestart);
}

/** Nothing of the learner's runs in it: no command, file, variable or namespace of theirs. */
function isPlain({
  Cmd,
  Entrypoint,
  Env,
  Healthcheck,
  Shell,
  User,
  Volumes,
  HostConfig,
}: CreateBody) {
  const { Binds, Mounts, VolumesFrom, Tmpfs, PidMode, IpcMode, GroupAdd } = HostConfig ?? {};
  const unshared = !PidMode && (!IpcMode || IpcMode === "private");
  return (
    unshared &&
    [Cmd, Entrypoint, Env, Healthcheck, Shell, User, Volumes].every(isZero) &&
    [Binds, Mounts, VolumesFrom, Tmpfs, GroupAdd].every(isZero)
  );
}

/** What our image's script says at the start. */
export const machineEnvironment = (tenant: Tenant): string[] => [
  `ESCALE_DUREE=${Math.max(1, Math.round(tenant.machines.timeMs / 60_000))} min`,
];

/** Throws DockerError 403 where a learner's own program would come beside one with /dev/kvm. */
export async function refuseEntering(tenant: Tenant, id: string): Promise<void> {
  if (tenant.machines.kvm === null) return;
  const own = await ownContainers(tenant, { filters: { id: [id] } });
  if (own.some(({ summary }) => marksOf(summary.Labels).kvm)) throw refused(messages.machineSealed);
}

/** The same for a container that would share namespaces with one. */
export function refuseShared(namespaces: SharedNamespaces, own: readonly OwnContainer[]): void {
  const targets = Object.values(namespaces).map((mode) => mode.replace(/^container:/, ""));
  const sealed = own.some(({ id, summary }) => marksOf(summary.Labels).kvm && targets.includes(id));
  if (sealed) throw refused(messages.machineSealed);
}
