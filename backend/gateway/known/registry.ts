/**
 * Which containers are whose, as plain data: entries come from the engine's labels (events, lists,
 * answers to creations), never from what a client says. What an entry claims is only ever used to
 * ask the engine a narrower question (decision 013).
 */
import type { WorkspaceId } from "@/lib/protocol/ids";

export interface Known {
  readonly id: string;
  /** the learner's name for it; undefined once it was renamed, until the next list */
  readonly name: string | undefined;
}

export interface Found extends Known {
  readonly workspace: WorkspaceId;
}

export interface Registry {
  of(workspace: WorkspaceId): readonly Known[];
  add(found: Found): void;
  /** Its name is not known any more. */
  rename(id: string): void;
  remove(id: string): void;
  /**
   * Begins to replace everything by a list of the engine's: call it before asking. What is told
   * between the two is newer than the list, and wins. A list that never came is just forgotten.
   */
  replacing(): { with(all: readonly Found[]): void };
}

type Change = { added: Found } | { renamed: string } | { removed: string };

export function createRegistry(): Registry {
  let byWorkspace = new Map<WorkspaceId, Map<string, Known>>();
  let owners = new Map<string, WorkspaceId>();
  let meanwhile: Change[] | undefined;

  const apply = (change: Change) => {
    if ("added" in change) {
      const { workspace, id, name } = change.added;
      const own = byWorkspace.get(workspace) ?? new Map<string, Known>();
      byWorkspace.set(workspace, own);
      // said twice, by the answer and by the event: a renaming may lie between them
      if (!own.has(id)) own.set(id, { id, name });
      owners.set(id, workspace);
      return;
    }
    const id = "renamed" in change ? change.renamed : change.removed;
    const workspace = owners.get(id);
    const own = workspace === undefined ? undefined : byWorkspace.get(workspace);
    if (workspace === undefined || own === undefined) return;
    if ("renamed" in change) own.set(id, { id, name: undefined });
    else {
      own.delete(id);
      owners.delete(id);
      if (own.size === 0) byWorkspace.delete(workspace);
    }
  };
  const tell = (change: Change) => {
    meanwhile?.push(change);
    apply(change);
  };

  return {
    of: (workspace) => [...(byWorkspace.get(workspace)?.values() ?? [])],
    add: (added) => tell({ added }),
    rename: (renamed) => tell({ renamed }),
    remove: (removed) => tell({ removed }),
    replacing() {
      const since: Change[] = [];
      meanwhile = since;
      return {
        with(all) {
          if (meanwhile !== since) return;
          meanwhile = undefined;
          byWorkspace = new Map();
          owners = new Map();
          for (const added of all) apply({ added });
          for (const change of since) apply(change);
        },
      };
    },
  };
}
