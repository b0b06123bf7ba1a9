/** Each run begins with a test data folder without learners: only engine and images are kept. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type Docker from "dockerode";
import { workspaceLabel } from "@/backend/engine/ownership";
import type { Paths } from "@/lib/protocol/paths";

/** Removes the site's database: before set-up makes one, never after. */
export const forgetAccounts = ({ web }: Paths): Promise<void> => empty(web);

/** Removes the containers and image references of every workspace, and their folders. */
export async function forgetWorkspaces(docker: Docker, paths: Paths): Promise<void> {
  const containers = await docker.listContainers({
    all: true,
    filters: { label: [workspaceLabel] },
  });
  for (const { Id } of containers) await docker.getContainer(Id).remove({ force: true, v: true });
  const tags = (await docker.listImages()).flatMap((image) => image.RepoTags ?? []);
  for (const tag of tags.filter((each) => each.startsWith("escale/w-"))) {
    await docker.getImage(tag).remove({ force: true });
  }
  await empty(paths.workspaces);
  await empty(paths.owners);
}

async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
