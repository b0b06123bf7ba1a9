/** The terminals of all workspaces (see types.ts for what each method promises). */
import type { Logger } from "pino";
import type { WebSocket } from "ws";
import type { TerminalId, WorkspaceId } from "@/lib/protocol/ids";
import { closeCodes, heartbeatMs } from "@/lib/protocol/terminal-frames";
import { noWorkspace } from "./messages";
import type { TerminalEvents, Terminals, Watcher } from "./types";
import { Workstation } from "./workstation";

export interface TerminalsOptions {
  limits: { terminals: number };
  log: Logger;
  events: TerminalEvents;
}

export function createTerminals({ limits, log, events }: TerminalsOptions): Terminals {
  const workstations = new Map<WorkspaceId, Workstation>();
  const heart = setInterval(() => {
    for (const workstation of workstations.values()) workstation.beat();
  }, heartbeatMs);
  heart.unref();

  const existing = (workspace: WorkspaceId): Workstation => {
    const workstation = workstations.get(workspace);
    if (!workstation) throw noWorkspace();
    return workstation;
  };
  const release = async (workspace: WorkspaceId, code: number) => {
    const workstation = workstations.get(workspace);
    workstations.delete(workspace);
    await workstation?.release(code);
  };

  const attach = (
    workspace: WorkspaceId,
    terminal: TerminalId,
    socket: WebSocket,
    watcher?: Watcher,
  ) => {
    const workstation = workstations.get(workspace);
    if (!workstation) {
      socket.on("error", () => socket.terminate());
      socket.close(closeCodes.gone, "no workspace");
      return;
    }
    workstation.attach(terminal, socket, watcher).catch((error: unknown) => {
      log.error({ err: error, workspace, terminal }, "attaching failed");
      socket.close(closeCodes.restarting, "internal error");
    });
  };

  return {
    async listen(workspace, socketPath) {
      await release(workspace, closeCodes.restarting);
      const workstation = new Workstation({
        maxTerminals: limits.terminals,
        log: log.child({ workspace }),
        activity: () => events.activity(workspace),
        changed: () => events.changed(workspace),
        looking: () => events.looking(workspace),
        keyboard: (answer) => events.keyboard(workspace, answer),
      });
      await workstation.listen(socketPath);
      workstations.set(workspace, workstation);
    },
    async ready(workspace, timeoutMs) {
      await existing(workspace).ready(timeoutMs);
    },
    list: (workspace) => workstations.get(workspace)?.list() ?? [],
    async open(workspace, size) {
      return existing(workspace).open(size);
    },
    async close(workspace, terminal) {
      await existing(workspace).close(terminal);
    },
    attach: (workspace, terminal, socket) => attach(workspace, terminal, socket),
    watch: attach,
    own: (workspace) => workstations.get(workspace)?.own ?? 0,
    audience: (workspace) => workstations.get(workspace)?.audience ?? 0,
    ports: async (workspace, ports) => (await workstations.get(workspace)?.ports(ports)) ?? [],
    release: (workspace) => release(workspace, closeCodes.gone),
    async closeAll() {
      clearInterval(heart);
      await Promise.all(
        [...workstations.keys()].map((workspace) => release(workspace, closeCodes.restarting)),
      );
    },
  };
}
