/**
 * Who the learner's user (uid 1000 in the workstation) is on the host. With user-namespace
 * remapping the engine adds the first subordinate id of its remap user, and names its data root
 * after it (`…/100000.100000`): the engine itself is asked, so an operator's own engine that does
 * not remap, or remaps to another user, gives home folders the right owner too.
 */
import type { Engine } from "./client";

/** uid and gid of `apprenant` in the workstation image */
const learnerInContainer = 1000;

export interface HostUser {
  uid: number;
  gid: number;
}

/** From `docker info`: its security options and data root. */
export function hostUserOf(info: { SecurityOptions?: unknown; DockerRootDir?: unknown }): HostUser {
  const options = Array.isArray(info.SecurityOptions) ? info.SecurityOptions : [];
  const remapped = options.some((option) => /^(name=)?userns($|,)/.test(String(option)));
  if (!remapped) return { uid: learnerInContainer, gid: learnerInContainer };
  const root = /\/(\d+)\.(\d+)\/?$/.exec(String(info.DockerRootDir));
  if (!root) {
    throw new Error(
      `the engine remaps users, but its data root ${info.DockerRootDir} does not say to whom`,
    );
  }
  return {
    uid: Number(root[1]) + learnerInContainer,
    gid: Number(root[2]) + learnerInContainer,
  };
}

/** What of the engine decides about folders on the host. */
export async function readEngineHost(
  engine: Engine,
): Promise<{ learner: HostUser; dataRoot: string; cgroupDriver: string }> {
  const info: { SecurityOptions?: unknown; DockerRootDir?: unknown; CgroupDriver?: unknown } =
    await engine.info();
  return {
    learner: hostUserOf(info),
    dataRoot: String(info.DockerRootDir),
    cgroupDriver: String(info.CgroupDriver),
  };
}
