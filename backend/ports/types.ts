/** What the rest of the backend asks of published ports. */
import type { WorkspaceId } from "@/lib/protocol/ids";

/** What the gateway asks before and after a container starts or ends. */
export interface PortsHook {
  /**
   * The workstation listens on these too, from now until the next `refresh`. Resolves to those
   * that it cannot have.
   */
  reserve(workspace: WorkspaceId, ports: readonly number[]): Promise<readonly number[]>;
  /** Listens on what running containers publish, and on nothing else. Never rejects. */
  refresh(workspace: WorkspaceId): Promise<void>;
}

export interface Ports extends PortsHook {
  /** Serves the workspace's socket, and listens in its workstation on what is published now. */
  listen(workspace: WorkspaceId, socketPath: string): Promise<void>;
  release(workspace: WorkspaceId): Promise<void>;
  closeAll(): Promise<void>;
}
