/** What the rest of the backend asks of the terminals. */
import type { WebSocket } from "ws";
import type { TerminalId, WorkspaceId } from "@/lib/protocol/ids";
import type { OpenTerminal, TerminalInfo } from "@/lib/protocol/workspace";
import type { PortKey } from "../ports/types";

export interface Terminals {
  /** Opens the socket that the workstation's init connects to (and again after a restart). */
  listen(workspace: WorkspaceId, socketPath: string): Promise<void>;
  /** Resolves once the workstation's init has said hello; rejects after `timeoutMs`. */
  ready(workspace: WorkspaceId, timeoutMs: number): Promise<void>;
  list(workspace: WorkspaceId): TerminalInfo[];
  /** A new shell on a new PTY. Throws EscaleError too_many_terminals, no_workspace. */
  open(workspace: WorkspaceId, size: OpenTerminal): Promise<TerminalInfo>;
  /** Hangs up the shell (SIGHUP, then SIGKILL) and forgets its screen. */
  close(workspace: WorkspaceId, terminal: TerminalId): Promise<void>;
  /** Hands a browser's WebSocket to a terminal: first the past, then the present. */
  attach(workspace: WorkspaceId, terminal: TerminalId, socket: WebSocket): void;
  /**
   * The ports that the workstation is to listen on, no others; also after a lost link. Resolves to
   * those that a program of the learner's has there already; port 0 of UDP says that an older
   * workstation knows nothing of UDP.
   */
  ports(workspace: WorkspaceId, ports: readonly PortKey[]): Promise<readonly PortKey[]>;
  /** Closes everything of a workspace. */
  release(workspace: WorkspaceId): Promise<void>;
  closeAll(): Promise<void>;
}

export interface TerminalEvents {
  /** the learner typed */
  activity(workspace: WorkspaceId): void;
  /** a terminal was opened, ended or closed */
  changed(workspace: WorkspaceId): void;
}
