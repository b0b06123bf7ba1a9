/**
 * The folders of workspaces on the host: `workspaces/<id>/{home,run}`. Only root enters
 * `workspaces/`; the engine mounts the two folders into the workstation.
 */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { chmod, chown, lstat, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type WorkspaceId, workspaceIdSchema } from "@/lib/protocol/ids";
import type { Paths } from "@/lib/protocol/paths";
import type { HostUser } from "../engine/remap";

const run = promisify(execFile);

export class Homes {
  readonly #trash: string;

  constructor(private readonly paths: Paths) {
    mkdirSync(paths.workspaces, { recursive: true, mode: 0o700 });
    this.#trash = join(paths.data, "trash");
    mkdirSync(this.#trash, { recursive: true, mode: 0o700 });
  }

  /** Every workspace that has a folder. */
  list(): WorkspaceId[] {
    return readdirSync(this.paths.workspaces).flatMap((name) => {
      const id = workspaceIdSchema.safeParse(name);
      return id.success ? id.data : [];
    });
  }

  exists(workspace: WorkspaceId): boolean {
    return existsSync(this.paths.workspace(workspace).root);
  }

  hasHome(workspace: WorkspaceId): boolean {
    return existsSync(this.paths.workspace(workspace).home);
  }

  /** The workspace's own folder, for its record; synchronous, hence never half-seen by us. */
  makeRoot(workspace: WorkspaceId): void {
    mkdirSync(this.paths.workspace(workspace).root, { recursive: true, mode: 0o700 });
  }

  /**
   * Home and run folders, the home the learner's. A kept home is left as it is, unless its owner
   * is another uid than the engine now gives the learner (the engine's remapping was changed): then
   * it is handed over whole.
   */
  async make(workspace: WorkspaceId, learner: HostUser): Promise<void> {
    const { home, run: runDir } = this.paths.workspace(workspace);
    this.makeRoot(workspace);
    await mkdir(runDir, { recursive: true });
    await chmod(runDir, 0o755);
    await mkdir(home, { recursive: true, mode: 0o700 });
    const { uid, gid } = await lstat(home);
    if (uid === learner.uid && gid === learner.gid) return;
    // -h and no -L: links of the learner's are changed themselves, never followed
    await run("chown", ["-R", "-h", "-P", `${learner.uid}:${learner.gid}`, "--", home]);
    await chown(home, learner.uid, learner.gid);
  }

  /** What only served a running workspace; the home stays. */
  async removeRun(workspace: WorkspaceId): Promise<void> {
    await rm(this.paths.workspace(workspace).run, { recursive: true, force: true });
  }

  /** Everything. The folder disappears at once (a rename), its content as time allows. */
  async remove(workspace: WorkspaceId): Promise<void> {
    if (!this.exists(workspace)) return;
    const away = join(this.#trash, `${workspace}-${randomBytes(4).toString("hex")}`);
    renameSync(this.paths.workspace(workspace).root, away);
    await this.#shred(away);
  }

  /** Finishes removals that a crash cut short. */
  async emptyTrash(): Promise<void> {
    for (const name of readdirSync(this.#trash)) await this.#shred(join(this.#trash, name));
  }

  /** `rm`, not Node's: it walks by descriptors, so a tree deeper than PATH_MAX goes too. */
  async #shred(path: string): Promise<void> {
    await run("rm", ["-rf", "--one-file-system", "--", path]);
  }
}
