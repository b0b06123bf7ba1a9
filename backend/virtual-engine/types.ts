/** What the rest of the backend asks of a learner's virtual engine. */
import type { EngineKind, EngineView } from "@/lib/protocol/engine-view";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { UsageListener } from "./usage";

export type EngineNews =
  /** what there is now, whole; objects that have not changed are the same values as before */
  | { kind: "view"; view: EngineView }
  /** the engine does not answer; a `view` follows when it does again */
  | { kind: "away" };

export type EngineListener = (news: EngineNews) => void;

export interface EngineSubscription {
  /** No more calls from now on. */
  close(): void;
}

/**
 * Each method is about the running workspace of that id and its own objects alone, whatever the
 * names asked for. None counts as the learner's activity, nor against their connections and rate.
 */
export interface VirtualEngine {
  /**
   * What there is, read now: what a command has done that ended before this call is in it.
   * Throws EscaleError no_workspace, engine_unavailable.
   */
  snapshot(workspace: WorkspaceId): Promise<EngineView>;
  /**
   * The JSON of `docker inspect`, by name, ID or unique ID prefix as the engine resolves them.
   * Throws EscaleError not_found for what is not the tenant's or does not exist, and as `snapshot`.
   */
  inspect(workspace: WorkspaceId, kind: EngineKind, wanted: string): Promise<unknown>;
  /**
   * The view as soon as it is read, then on each change within some 100 ms of the engine's event
   * (changes of one moment come as one), anew after the engine's restart. A listener is never
   * told twice of the same view. After the workspace's end nothing comes any more: the caller
   * knows of the end and closes. Throws EscaleError no_workspace.
   *
   * `usage` is called about once a second with what the running containers take, and not while
   * none runs.
   */
  subscribe(
    workspace: WorkspaceId,
    listener: EngineListener,
    usage?: UsageListener,
  ): EngineSubscription;
  /** Ends everything that listens. */
  close(): void;
}
