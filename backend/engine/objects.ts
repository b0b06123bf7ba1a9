/** Finds and removes what belongs to workspaces on the engine, by its labels and references. */
import { type WorkspaceId, workspaceIdSchema } from "@/lib/protocol/ids";
import { type Engine, engineStatus, ignoreMissing } from "./client";
import { instanceLabel, roleLabel, tenantRepository, workspaceLabel } from "./ownership";

export interface TenantContainer {
  id: string;
  workspace: WorkspaceId;
  /** the installation that made it, where a label says so */
  instance: string | null;
  workstation: boolean;
  running: boolean;
  /** id of the image it was made from */
  image: string;
}

/** Every container of every workspace on the engine, other installations' included. */
export async function listContainers(
  engine: Engine,
  workspace?: WorkspaceId,
): Promise<TenantContainer[]> {
  const label = workspace === undefined ? workspaceLabel : `${workspaceLabel}=${workspace}`;
  const found = await engine.listContainers({ all: true, filters: { label: [label] } });
  return found.flatMap((container) => {
    const id = workspaceIdSchema.safeParse(container.Labels[workspaceLabel]);
    if (!id.success) return [];
    return {
      id: container.Id,
      workspace: id.data,
      instance: container.Labels[instanceLabel] ?? null,
      workstation: container.Labels[roleLabel] === "workstation",
      running: container.State === "running" || container.State === "paused",
      image: container.ImageID,
    };
  });
}

/** Force-removes one container; fine when it is gone or already on its way out (409). */
async function removeContainer(engine: Engine, id: string): Promise<void> {
  try {
    await ignoreMissing(engine.getContainer(id).remove({ force: true, v: true }));
  } catch (error) {
    if (engineStatus(error) !== 409) throw error;
  }
}

/** The gateway may have been in the middle of creating one: look again until none is left. */
async function removeContainers(engine: Engine, workspace: WorkspaceId): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const containers = await listContainers(engine, workspace);
    if (containers.length === 0) return;
    await Promise.all(containers.map((container) => removeContainer(engine, container.id)));
  }
  throw new Error("containers of the workspace remain after 20 rounds of removal");
}

/**
 * Untags the workspace's references; layers that nobody else uses go with them. The catalogue's
 * own tags hold its images.
 */
async function removeImages(engine: Engine, workspace: WorkspaceId): Promise<void> {
  const prefix = tenantRepository(workspace);
  const images = await engine.listImages({ all: false });
  for (const image of images) {
    for (const tag of image.RepoTags ?? []) {
      if (tag.startsWith(prefix)) await ignoreMissing(engine.getImage(tag).remove());
    }
  }
  const untagged = await engine.listImages({
    filters: { dangling: ["true"], label: [`${workspaceLabel}=${workspace}`] },
  });
  for (const image of untagged) await ignoreMissing(engine.getImage(image.Id).remove());
}

async function removeVolumes(engine: Engine, workspace: WorkspaceId): Promise<void> {
  const filters = { label: [`${workspaceLabel}=${workspace}`] };
  const { Volumes } = await engine.listVolumes({ filters });
  for (const volume of Volumes ?? []) {
    await ignoreMissing(engine.getVolume(volume.Name).remove({ force: true }));
  }
}

/** As with containers: one may just be in the making. */
async function removeNetworks(engine: Engine, workspace: WorkspaceId): Promise<void> {
  const filters = { label: [`${workspaceLabel}=${workspace}`] };
  for (let round = 0; round < 20; round++) {
    const networks = await engine.listNetworks({ filters });
    if (networks.length === 0) return;
    for (const network of networks) await ignoreMissing(engine.getNetwork(network.Id).remove());
  }
  throw new Error("networks of the workspace remain after 20 rounds of removal");
}

/** Workspaces of an installation that have a network, whether or not anything else. */
export async function workspacesWithNetworks(
  engine: Engine,
  instance: string,
): Promise<WorkspaceId[]> {
  const filters = { label: [`${instanceLabel}=${instance}`] };
  const networks = await engine.listNetworks({ filters });
  return networks.flatMap((network) => {
    const id = workspaceIdSchema.safeParse(network.Labels?.[workspaceLabel]);
    return id.success ? [id.data] : [];
  });
}

/** Removes all that a workspace has on the engine. May be repeated; rejects when something is left. */
export async function removeObjects(engine: Engine, workspace: WorkspaceId): Promise<void> {
  await removeContainers(engine, workspace);
  await removeImages(engine, workspace);
  await removeVolumes(engine, workspace);
  await removeNetworks(engine, workspace);
}
