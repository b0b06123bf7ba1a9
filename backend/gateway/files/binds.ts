/**
 * Own folders and files mounted into containers. The engine resolves a bind's source by name, as
 * root, at each start, while the learner can swap any part of that name: so it is never given a
 * name of the learner's. The backend opens the path for certain (beneath.ts), mounts what it has
 * open below a folder of its own, and gives the engine that place.
 * See docs/decisions/008-binds-held-by-the-backend.md.
 *
 * All calls for one workspace are made in its tenant's turn.
 */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { badRequest, refused } from "../errors";
import { messages } from "../messages";
import type { FilesOptions } from "../types";
import type { Held } from "./asked";
import { openBeneath } from "./beneath";
import { isErrno } from "./errno";
import { bindDescriptor, unmount } from "./mount";

/** The home, as the workstation has it mounted. */
export const homeInWorkstation = "/home/apprenant";

export interface Binds {
  /** Mounts an own path and tells what to remember. Throws DockerError 400 or 403. */
  hold(workspace: WorkspaceId, source: string, make: boolean): Promise<Held>;
  /** The path to give the engine. */
  place(workspace: WorkspaceId, held: Held): string;
  /** Before a start: what the path names now is what is mounted. Throws as `hold` does. */
  renew(workspace: WorkspaceId, held: Held): Promise<void>;
  /** Lets go of everything held for the workspace but `kept`. */
  sweep(workspace: WorkspaceId, kept: ReadonlySet<string>): Promise<void>;
}

export function createBinds(files: FilesOptions): Binds {
  const folderOf = (workspace: WorkspaceId) => join(files.binds, workspace);
  const placeOf = (workspace: WorkspaceId, id: string) => join(folderOf(workspace), id);

  const open = async (workspace: WorkspaceId, source: string, make: boolean) => {
    const inside = source.replace(/(.)\/+$/, "$1");
    if (inside !== homeInWorkstation && !inside.startsWith(`${homeInWorkstation}/`))
      throw refused(messages.bindOutside(source.slice(0, 200)));
    const names = inside.slice(homeInWorkstation.length + 1).split("/");
    const opened = openBeneath(
      files.home(workspace),
      names.filter((name) => name !== ""),
      make ? await files.learner() : undefined,
    );
    if (!("refused" in opened)) return opened;
    if (opened.refused === "link") throw refused(messages.bindLink(source.slice(0, 200)));
    if (opened.refused === "kind") throw refused(messages.bindKind(source.slice(0, 200)));
    throw badRequest(
      `invalid mount config for type "bind": bind source path does not exist: ${source}`,
    );
  };

  const mountAt = async (workspace: WorkspaceId, id: string, source: string, make: boolean) => {
    const place = placeOf(workspace, id);
    const { descriptor, kind } = await open(workspace, source, make);
    try {
      if (holds(place, descriptor)) return;
      await letGo(place);
      // until something is mounted on it, it opens to nobody
      if (kind === "folder") mkdirSync(place, { mode: 0 });
      else await writeFile(place, "", { mode: 0, flag: "wx" });
      try {
        await bindDescriptor(descriptor, place);
      } catch (error) {
        await letGo(place);
        // what was open has been removed meanwhile
        if (fstatSync(descriptor).nlink === 0) throw badRequest(messages.bindMoved(source));
        throw error;
      }
      if (!holds(place, descriptor)) {
        await letGo(place);
        throw new Error("what is mounted is not what was opened");
      }
    } finally {
      closeSync(descriptor);
    }
  };

  return {
    place: (workspace, { id }) => placeOf(workspace, id),
    async hold(workspace, source, make) {
      const id = randomBytes(16).toString("hex");
      mkdirSync(folderOf(workspace), { recursive: true, mode: 0o700 });
      await mountAt(workspace, id, source, make);
      return { id, source, make };
    },
    async renew(workspace, { id, source, make }) {
      mkdirSync(folderOf(workspace), { recursive: true, mode: 0o700 });
      await mountAt(workspace, id, source, make);
    },
    async sweep(workspace, kept) {
      let names: string[];
      try {
        names = readdirSync(folderOf(workspace));
      } catch (error) {
        if (isErrno(error, "ENOENT")) return;
        throw error;
      }
      for (const name of names) if (!kept.has(name)) await letGo(placeOf(workspace, name));
      if (kept.size === 0) rmdirSync(folderOf(workspace));
    },
  };
}

/** Whether `place` is what the descriptor has open. */
function holds(place: string, descriptor: number): boolean {
  try {
    const [at, open] = [statSync(place), fstatSync(descriptor)];
    return at.dev === open.dev && at.ino === open.ino;
  } catch (error) {
    if (isErrno(error, "ENOENT", "ESTALE")) return false;
    throw error;
  }
}

/** Never recursive: should the mount still be there, the system refuses. */
async function letGo(place: string): Promise<void> {
  await unmount(place);
  try {
    rmdirSync(place);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return;
    if (!isErrno(error, "ENOTDIR")) throw error;
    unlinkSync(place);
  }
}
