/** What the rest of the backend asks of the terminals. */
import type { WebSocket } from "ws";
import type { TerminalId, WorkspaceId } from "@/lib/protocol/ids";
import type { OpenTerminal, TerminalInfo } from "@/lib/protocol/workspace";
import type { PortKey } from "../ports/types";
import type { KeyboardAnswer } from "./client-frames";

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
  /** The same for somebody who is not its owner: they see, and type where they are let. */
  watch(workspace: WorkspaceId, terminal: TerminalId, socket: WebSocket, watcher: Watcher): void;
  /** How many windows of its owner's look at any terminal of it. */
  own(workspace: WorkspaceId): number;
  /** How many look at those that are shown to a class. */
  audience(workspace: WorkspaceId): number;
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

/** Somebody who looks at another's terminal. */
export interface Watcher {
  /** Asked at each input: whether they may type at this moment. */
  mayType(): boolean;
  /** one of those that it is shown to */
  readonly audience?: boolean;
}

export interface TerminalEvents {
  /** the learner typed */
  activity(workspace: WorkspaceId): void;
  /** a terminal was opened, ended or closed */
  changed(workspace: WorkspaceId): void;
  /** somebody has come to look, or left: see `own` and `audience` */
  looking(workspace: WorkspaceId): void;
  /** in one of the owner's own windows: whether somebody who watches may type */
  keyboard(workspace: WorkspaceId, answer: KeyboardAnswer): void;
}
