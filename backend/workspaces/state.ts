/**
 * Where each owner's workspace is, in memory: the one place that holds it, and that tells whoever
 * listens when it changes. Nothing here needs to outlive the process (see reconcile.ts).
 */
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import { noWorkspace } from "../errors";
import { OwnerEvents } from "./events";
import type { Phase } from "./views";

export const nobody: Phase = { kind: "none", stopped: null };

export class State {
  readonly events = new OwnerEvents();
  readonly #phases = new Map<Owner, Phase>();
  /** running workspaces */
  readonly #live = new Map<WorkspaceId, Owner>();

  phase(owner: Owner): Phase {
    return this.#phases.get(owner) ?? nobody;
  }

  setPhase(owner: Owner, phase: Phase): void {
    if (phase === nobody) this.#phases.delete(owner);
    else this.#phases.set(owner, phase);
    this.events.changed(owner);
  }

  /** The owner's workspace runs from now on. */
  run(owner: Owner, id: WorkspaceId, openedAt: string): void {
    this.#live.set(id, owner);
    this.setPhase(owner, { kind: "running", id, openedAt });
  }

  /** It runs no more; its owner's phase is the caller's to set. */
  runsNoMore(workspace: WorkspaceId): void {
    this.#live.delete(workspace);
  }

  /** Whose running workspace it is. */
  ownerOf(workspace: WorkspaceId): Owner | undefined {
    return this.#live.get(workspace);
  }

  /** The id of the owner's running workspace; throws EscaleError no_workspace. */
  running(owner: Owner): WorkspaceId {
    const phase = this.phase(owner);
    if (phase.kind !== "running") throw noWorkspace();
    return phase.id;
  }

  get live(): ReadonlyMap<WorkspaceId, Owner> {
    return this.#live;
  }

  /** Something that the owner is shown of the workspace has changed. */
  changed(workspace: WorkspaceId): void {
    const owner = this.#live.get(workspace);
    if (owner !== undefined) this.events.changed(owner);
  }

  /** Failures of this kind are over. */
  forgive(code: "engine_unavailable" | "disk_full"): void {
    for (const [owner, phase] of [...this.#phases]) {
      if (phase.kind === "failed" && phase.code === code) this.setPhase(owner, nobody);
    }
  }
}
