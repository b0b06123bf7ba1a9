/**
 * How the engine says whose an object is. The engine is the truth: after a crash everything is
 * read back from these labels and references. Learners can neither set, read nor filter on
 * labels of the `escale.` namespace, nor name references below `escale/`.
 */
import type { WorkspaceId } from "@/lib/protocol/ids";

export const labelPrefix = "escale.";
/** on every container, network and volume of a tenant, the workstation included: its workspace */
export const workspaceLabel = "escale.workspace";
/** `workstation` on the learner's own shell container; absent on the learner's containers */
export const roleLabel = "escale.role";

/**
 * on every workstation and every network of a learner: the installation that made it (`<data>/instance`). Two backends may share
 * an engine by mistake; none touches what another one made.
 */
export const instanceLabel = "escale.instance";

/** on every workstation: a digest of all that it was created with, its limits among them */
export const optionsLabel = "escale.options";

/** catalogue images are tagged `escale/catalogue/<name>:<tag>`; a learner knows them as `<name>:<tag>` */
export const catalogueRepository = "escale/catalogue/";
/** the catalogue's virtual machine, whose containers are counted across all learners */
export const machineName = "machine-virtuelle";
export const machineImage = `${catalogueRepository}${machineName}:latest`;
/** on every image of the catalogue and what is made from it: `<name>:<version>` */
export const catalogueLabel = "escale.catalogue";
/** the workstation image */
export const workstationImage = "escale/workstation:latest";

/** a tenant's own image references lie below this repository */
export const tenantRepository = (workspace: WorkspaceId): string => `escale/w-${workspace}/`;
/** a tenant's container `web` is `<workspace>.web` on the engine; the prefix has a fixed length */
export const scopedName = (workspace: WorkspaceId, name: string): string => `${workspace}.${name}`;
/** the workstation's container name; no learner's container can collide (no dot after 12 digits) */
export const workstationName = (workspace: WorkspaceId): string => `escale-ws-${workspace}`;
