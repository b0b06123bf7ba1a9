/**
 * Whose name space is whose: `namespace` in the workspace's folder says its name, and
 * `names/<namespace>` is a symbolic link to that folder. Names are drawn at random and never used
 * again, so that what somebody deleted cannot be passed off by another.
 */
import { randomInt } from "node:crypto";
import { mkdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type WorkspaceId, workspaceIdSchema } from "@/lib/protocol/ids";
import { errorCode } from "./errno";

/** Easy to say across a classroom. */
const animals = [
  ...[
    "albatros",
    "aigrette",
    "anguille",
    "bernique",
    "bigorneau",
    "cachalot",
    "calmar",
    "cormoran",
  ],
  ...["coquillage", "crevette", "dauphin", "dorade", "espadon", "goeland", "gorgone", "grondin"],
  ...["homard", "langouste", "loutre", "macareux", "maquereau", "marsouin", "merlan", "mouette"],
  ...["narval", "oursin", "palourde", "petrel", "phoque", "poulpe", "sterne", "tortue"],
];
/** Without those that are taken for another one. */
const letters = "23456789abcdefghjkmnpqrstuvwxyz";
const suffixLength = 7;

/** 39 bits: nobody finds another's by trying. */
function draw(): string {
  const suffix = Array.from({ length: suffixLength }, () => letters[randomInt(letters.length)]);
  return `${animals[randomInt(animals.length)]}-${suffix.join("")}`;
}

export const isNamespace = (text: string): boolean => /^[a-z]{1,16}-[2-9a-z]{7}$/.test(text);

export class Names {
  /** `folder` holds the links; `home` is a workspace's folder of published images, there or not. */
  constructor(
    private readonly folder: string,
    private readonly home: (workspace: WorkspaceId) => string,
  ) {}

  async make(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  /** To be called in one turn: two calls for one workspace must not draw two names. */
  async of(workspace: WorkspaceId): Promise<string> {
    const home = this.home(workspace);
    // not recursive: a workspace that has just been removed must not come back
    await mkdir(home, { mode: 0o700 }).catch(allow("EEXIST"));
    const path = join(home, "namespace");
    const known = await readFile(path, "utf8").catch(allow("ENOENT"));
    if (known !== undefined && isNamespace(known)) {
      // a restored backup may have lost the link
      await symlink(workspace, join(this.folder, known)).catch(allow("EEXIST"));
      return known;
    }
    for (;;) {
      const name = draw();
      try {
        await symlink(workspace, join(this.folder, name));
      } catch (error) {
        if (errorCode(error) === "EEXIST") continue;
        throw error;
      }
      await writeFile(path, name, { mode: 0o600 });
      return name;
    }
  }

  /** The workspace of a name, whether or not it is still there. */
  async find(namespace: string): Promise<WorkspaceId | undefined> {
    if (!isNamespace(namespace)) return undefined;
    const target = await readlink(join(this.folder, namespace)).catch(allow("ENOENT"));
    if (target === undefined) return undefined;
    const workspace = workspaceIdSchema.safeParse(basename(target));
    if (!workspace.success) return undefined;
    // a name whose drawing a crash cut short leads to a workspace that has another one
    const said = await readFile(join(this.home(workspace.data), "namespace"), "utf8").catch(
      allow("ENOENT"),
    );
    return said === namespace ? workspace.data : undefined;
  }
}

export const allow =
  (code: string) =>
  (error: unknown): undefined => {
    if (errorCode(error) !== code) throw error;
    return undefined;
  };
