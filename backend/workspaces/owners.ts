/**
 * Whose workspace it is: `owners/<owner>` is a symbolic link to `../workspaces/<id>`. A link is
 * made atomically and fails when there is one already, so a workstation prepared ahead is claimed
 * in microseconds; the engine's labels are fixed at creation and could not say it. File names keep
 * upper and lower case apart.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import { join } from "node:path";
import { type Owner, ownerSchema, type WorkspaceId, workspaceIdSchema } from "@/lib/protocol/ids";
import type { Paths } from "@/lib/protocol/paths";
import type { Log } from "../log";

type OwnerPaths = Pick<Paths, "owners" | "owner" | "workspace">;

const targetPrefix = "../workspaces/";

export class Owners {
  constructor(
    private readonly paths: OwnerPaths,
    private readonly log: Log,
  ) {
    mkdirSync(paths.owners, { recursive: true, mode: 0o700 });
  }

  /** The workspace of the owner, running or only kept as files; null if they never had one. */
  find(owner: Owner): WorkspaceId | null {
    let target: string;
    try {
      target = readlinkSync(this.paths.owner(owner));
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
      throw error;
    }
    const id = targetWorkspace(target);
    if (id === null) throw new Error(`the link of owner ${owner} points elsewhere: ${target}`);
    return id;
  }

  /** Throws EEXIST when the owner has a workspace already. */
  claim(owner: Owner, workspace: WorkspaceId): void {
    symlinkSync(`${targetPrefix}${workspace}`, this.paths.owner(owner));
  }

  /** Forgets whose the workspace is; fine when there is no such link. */
  release(owner: Owner): void {
    try {
      unlinkSync(this.paths.owner(owner));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }

  /** All links that lead to a workspace, as they are. */
  links(): { owner: Owner; id: WorkspaceId }[] {
    return readdirSync(this.paths.owners).flatMap((name) => {
      const owner = ownerSchema.safeParse(name);
      const path = join(this.paths.owners, name);
      if (!owner.success || !lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
        return [];
      const id = targetWorkspace(readlinkSync(path));
      return id === null ? [] : [{ owner: owner.data, id }];
    });
  }

  /**
   * All links, after mending at start-up: a link to a folder that is gone is removed (there is
   * nothing left that it could lead to); of two links to one workspace the older stays, because
   * two owners in one home would read each other's files. Files of another kind are left alone.
   */
  verify(): Map<WorkspaceId, Owner> {
    const links = readdirSync(this.paths.owners).flatMap((name) => {
      const owner = ownerSchema.safeParse(name);
      const path = join(this.paths.owners, name);
      const stat = lstatSync(path, { bigint: true });
      if (!owner.success || !stat.isSymbolicLink()) {
        this.log.warn({ path }, "not a link of an owner; left alone");
        return [];
      }
      const id = targetWorkspace(readlinkSync(path));
      if (id === null || !existsSync(this.paths.workspace(id).root)) {
        this.log.warn({ owner: owner.data, path }, "the owner's link leads nowhere; removed");
        unlinkSync(path);
        return [];
      }
      return { owner: owner.data, id, made: stat.ctimeNs };
    });
    links.sort((a, b) => (a.made < b.made ? -1 : a.made > b.made ? 1 : 0));
    const owners = new Map<WorkspaceId, Owner>();
    for (const { owner, id } of links) {
      if (owners.has(id)) {
        this.log.error(
          { owner, workspace: id, keeps: owners.get(id) },
          "two owners' links lead to one workspace; the newer link is removed",
        );
        this.release(owner);
      } else owners.set(id, owner);
    }
    return owners;
  }
}

function targetWorkspace(target: string): WorkspaceId | null {
  if (!target.startsWith(targetPrefix)) return null;
  const id = workspaceIdSchema.safeParse(target.slice(targetPrefix.length));
  return id.success ? id.data : null;
}
