/** What the rest of the backend asks of published ports. */
import type { Socket } from "node:net";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { PublishedPort } from "@/lib/protocol/workspace";

/** A port of the workstation's. */
export interface PortKey {
  protocol: "tcp" | "udp";
  port: number;
}

/** What the gateway asks before and after a container starts or ends. */
export interface PortsHook {
  /**
   * The workstation listens on these too, from now until the next `refresh`. Resolves to those
   * that it cannot have; port 0 among them says that it cannot have any of UDP.
   */
  reserve(workspace: WorkspaceId, ports: readonly PortKey[]): Promise<readonly PortKey[]>;
  /** Listens on what running containers publish, and on nothing else. Never rejects. */
  refresh(workspace: WorkspaceId): Promise<void>;
}

export interface PortsEvents {
  /** the list is another one */
  changed(workspace: WorkspaceId): void;
}

export interface Ports extends PortsHook {
  /** Serves the workspace's socket, and listens in its workstation on what is published now. */
  listen(workspace: WorkspaceId, socketPath: string): Promise<void>;
  /** What running containers publish of TCP, as last heard of. */
  list(workspace: WorkspaceId): readonly PublishedPort[];
  /**
   * A connection to what is published at this port of TCP, by the engine's word of now; it ends with its
   * container. Throws EscaleError port_not_published, port_no_answer, too_many_requests.
   */
  connect(workspace: WorkspaceId, port: number): Promise<Socket>;
  release(workspace: WorkspaceId): Promise<void>;
  closeAll(): Promise<void>;
}
