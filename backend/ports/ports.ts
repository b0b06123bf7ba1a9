/** The published ports of all workspaces (types.ts says what each method promises). */
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { PublishedPort } from "@/lib/protocol/workspace";
import type { Engine } from "../engine/client";
import type { Log } from "../log";
import { Serial } from "../serial";
import type { Terminals } from "../terminals/types";
import { keysOf, type Target, targetsOf } from "./targets";
import type { PortKey, Ports, PortsEvents } from "./types";
import { watchContainers } from "./watch";
import { portNotPublished, WorkspacePorts } from "./workspace-ports";

const isSame = (one: PortKey, other: PortKey): boolean =>
  one.protocol === other.protocol && one.port === other.port;

export interface PortsOptions {
  engine: Engine;
  engineSocket: string;
  /** where each workstation's init is told what to listen on */
  terminals: Pick<Terminals, "ports">;
  events: PortsEvents;
  log: Log;
}

export function createPorts({ engine, engineSocket, terminals, events, log }: PortsOptions): Ports {
  const served = new Map<WorkspaceId, WorkspacePorts>();
  const listed = new Map<WorkspaceId, readonly PublishedPort[]>();
  /** one after the other, so that what is said last is what was looked at last */
  const turns = new Serial<WorkspaceId>();

  function note(workspace: WorkspaceId, targets: ReadonlyMap<number, Target>): void {
    const list = [...targets]
      .map(([port, { name }]) => ({ port, container: name }))
      .sort((a, b) => a.port - b.port);
    const same = JSON.stringify(list) === JSON.stringify(listed.get(workspace) ?? []);
    listed.set(workspace, list);
    if (!same) events.changed(workspace);
  }

  const refresh = (workspace: WorkspaceId) =>
    turns
      .run(workspace, async () => {
        const ports = served.get(workspace);
        if (!ports) return;
        const targets = await targetsOf(engine, workspace);
        const leading = [...targets.tcp.values(), ...targets.udp.values()];
        ports.keepOnly(new Set(leading.map(({ container }) => container)));
        note(workspace, targets.tcp);
        await terminals.ports(workspace, keysOf(targets));
      })
      .catch((error: unknown) =>
        log.warn({ err: error, workspace }, "published ports could not be looked at"),
      );
  const stopWatching = watchContainers({
    socketPath: engineSocket,
    log,
    onChange: refresh,
    onHeard: () => {
      for (const workspace of served.keys()) refresh(workspace);
    },
  });
  const release = async (workspace: WorkspaceId) => {
    const ports = served.get(workspace);
    served.delete(workspace);
    listed.delete(workspace);
    await ports?.close();
  };

  return {
    reserve: (workspace, ports) =>
      turns.run(workspace, async () => {
        const published = keysOf(await targetsOf(engine, workspace));
        const more = ports.filter((key) => !published.some((each) => isSame(each, key)));
        const failed = await terminals.ports(workspace, [...published, ...more]);
        return failed.filter((key) => key.port === 0 || ports.some((each) => isSame(each, key)));
      }),
    refresh,
    async listen(workspace, socketPath) {
      await release(workspace);
      const ports = new WorkspacePorts(() => targetsOf(engine, workspace), log);
      await ports.listen(socketPath);
      served.set(workspace, ports);
      await refresh(workspace);
    },
    list: (workspace) => listed.get(workspace) ?? [],
    connect: async (workspace, port) => {
      const ports = served.get(workspace);
      if (ports === undefined) throw portNotPublished();
      return ports.connect(port);
    },
    release,
    async closeAll() {
      stopWatching();
      await Promise.all([...served.keys()].map(release));
    },
  };
}
