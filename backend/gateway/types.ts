/** What the rest of the backend asks of the gateway. */
import type { WorkspaceId } from "@/lib/protocol/ids";

export interface Gateway {
  /**
   * Serves the virtual engine of one workspace on a unix socket (replacing a stale one), writable
   * by the learner's user in the workstation. Which socket a request comes in on is the tenant.
   */
  listen(workspace: WorkspaceId, socketPath: string): Promise<void>;
  /** Stops serving, ends open streams, removes the socket. */
  close(workspace: WorkspaceId): Promise<void>;
  closeAll(): Promise<void>;
}

/** Told on each request of a learner, so that a workspace in use is not taken for idle. */
export type ActivityListener = (workspace: WorkspaceId) => void;
