/** What each workspace may use: the machine's usual, or what web said when it was opened. */
import type { WorkspaceId } from "@/lib/protocol/ids";
import { type Allowance, allowed, type Quota } from "@/lib/protocol/quota";
import type { Settings } from "@/lib/protocol/settings";

export class Quotas {
  readonly #settings: Settings;
  readonly #told = new Map<WorkspaceId, Quota>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Within the bounds of this machine as they are today, whatever was said. */
  of(workspace: WorkspaceId): Allowance {
    return allowed(this.#settings, this.#told.get(workspace) ?? {});
  }

  tell(workspace: WorkspaceId, quota: Quota): void {
    this.#told.set(workspace, quota);
  }

  forget(workspace: WorkspaceId): void {
    this.#told.delete(workspace);
  }
}
