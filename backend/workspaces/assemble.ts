/** Makes the parts of the workspaces' life and tells each what it needs of the others. */
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { Paths } from "@/lib/protocol/paths";
import type { Settings } from "@/lib/protocol/settings";
import { type Cgroups, createCgroups } from "../cgroups/cgroups";
import { createChecks } from "../checks/checks";
import { createComparison } from "../comparison/comparison";
import { DiskUse } from "../disk-use/disk-use";
import { Overfull } from "../disk-use/overfull";
import { EnginePlaces } from "../disk-use/places";
import { connectEngine } from "../engine/client";
import { workstationImage } from "../engine/ownership";
import type { HostUser } from "../engine/remap";
import { watchEngine } from "../engine/watch";
import type { ActivityListener, Gateway } from "../gateway/types";
import type { Log } from "../log";
import type { Metrics } from "../metrics/metrics";
import { createPorts } from "../ports/ports";
import type { PortsHook } from "../ports/types";
import { Queue } from "../queue";
import { Serial } from "../serial";
import type { TerminalEvents, Terminals } from "../terminals/types";
import { createVirtualEngine } from "../virtual-engine/virtual-engine";
import { Watches } from "../watching/watches";
import { watchDisk } from "./disk";
import { Endings } from "./endings";
import { EngineHost } from "./engine-host";
import { Homes } from "./homes";
import { Idle } from "./idle";
import { readInstance } from "./instance";
import { groupBounds, Places } from "./limits";
import { canOpen, type Machine } from "./machine";
import { Openings } from "./openings";
import { Owners } from "./owners";
import { Pool } from "./pool";
import { Quotas } from "./quotas";
import { nobody, State } from "./state";
import { TakeUp } from "./take-up";

export interface WorkspacesOptions {
  settings: Settings;
  paths: Paths;
  log: Log;
  metrics: Metrics;
  /** `learner`: the learner's user on the host, once the engine has told */
  gateway(
    onActivity: ActivityListener,
    learner: () => Promise<HostUser>,
    ports: PortsHook,
    bounds: { cgroups: Cgroups; diskUse: DiskUse; quotas: Quotas },
  ): Gateway;
  terminals(events: TerminalEvents): Terminals;
  /** the workstation's image, where it is not the usual one */
  image?: string;
}

export interface Parts {
  readonly machine: Machine;
  readonly openings: Openings;
  readonly endings: Endings;
  /** from now on nothing new is begun */
  beginClosing(): void;
}

/** Nothing runs yet: the caller starts the disk's and the engine's watch. */
export function assemble(options: WorkspacesOptions): Parts {
  const { settings, paths, log, metrics } = options;
  const engine = connectEngine(paths.engineSocket);
  const instance = readInstance(paths.data);
  const state = new State();
  const places = new Places(settings.ESCALE_WORKSPACES);
  const quotas = new Quotas(settings);
  const cgroups = createCgroups({
    ...{ instance, log },
    bounds: (workspace) => groupBounds(settings, quotas.of(workspace)),
  });
  const host = new EngineHost(engine, () => disk, cgroups);
  const diskUse = new DiskUse({
    places: new EnginePlaces(engine),
    home: (workspace) => paths.workspace(workspace).home,
    quota: (workspace) => ({
      bytes: quotas.of(workspace).diskBytes,
      files: settings.ESCALE_WORKSPACE_FILES,
    }),
    workspaces: () => [...state.live.keys()],
    roots: () => disk.folders(),
    log,
    onChange: (workspace) => state.changed(workspace),
    onExcess: (workspace, use) => overfull.stop(workspace, use),
  });
  const terminals = options.terminals({
    activity: (workspace) => active(workspace),
    changed: (workspace) => state.changed(workspace),
    looking: (workspace) => looking(workspace),
    keyboard: (workspace, answer) => {
      const owner = state.ownerOf(workspace);
      if (owner !== undefined) watches.answered(owner, answer, workspace);
    },
  });
  const watches = new Watches((owner) => state.events.changed(owner));
  /** The keyboard is shared for as long as its owner can take it back. */
  const looking = (workspace: WorkspaceId) => {
    const owner = state.ownerOf(workspace);
    if (owner === undefined) return;
    if (terminals.own(workspace) === 0) watches.unattended(owner);
    state.events.changed(owner);
  };
  const ports = createPorts({
    ...{ engine, engineSocket: paths.engineSocket, terminals, log },
    events: { changed: (workspace) => state.changed(workspace) },
  });
  const gateway = options.gateway(
    (workspace) => active(workspace),
    () => host.learner(),
    ports,
    { cgroups, diskUse, quotas },
  );
  const virtualEngine = createVirtualEngine({ gateway, engineSocket: paths.engineSocket, log });
  const comparison = createComparison(gateway, log);
  const checks = createChecks({
    ...{ engine, virtualEngine, paths, log },
    learner: () => host.learner(),
  });
  /** The learner does something. */
  const active = (workspace: WorkspaceId) => {
    idle.touch(workspace);
    checks.nudge(workspace);
  };
  let closing = false;

  const idle = new Idle({
    idleMs: (workspace) => quotas.of(workspace).idleMs,
    warningMs: settings.ESCALE_IDLE_WARNING,
    onIdle: (workspace) => endings.stopIdle(workspace),
    onMoved: (workspace) => state.changed(workspace),
  });
  const queue = new Queue(
    (owner) => state.setPhase(owner, nobody),
    (owners) => {
      for (const owner of owners) state.events.changed(owner);
    },
  );
  const disk = watchDisk(paths.workspaces, settings.ESCALE_DISK_RESERVE, log, () => {
    state.forgive("disk_full");
    refill();
  });
  const pool = new Pool({
    target: settings.ESCALE_PREPARED,
    places,
    log,
    mayRefill: () => canOpen(machine) && queue.length === 0 && !takeUp.adopting,
    newId: () => openings.newId(),
    prepare: (workspace) => openings.prepare(workspace),
    onReady: () => openings.dispatch(),
  });
  const watch = watchEngine({
    engine,
    socketPath: paths.engineSocket,
    instance,
    log,
    onUp: () => takeUp.all(),
    onDown: () => state.events.changedAll(),
    onWorkstationDeath: (workspace) => {
      openings.noteDeath(workspace);
      endings.onDeath(workspace);
    },
  });
  const context = {
    ...{ settings, paths, log, metrics, engine, cgroups, instance },
    ...{ gateway, terminals, ports, virtualEngine, comparison, checks, watches },
    quotas,
    homes: new Homes(paths),
    owners: new Owners(paths, log),
    image: options.image ?? workstationImage,
    learner: () => host.learner(),
  };
  const machine: Machine = {
    ...{ context, state, watch, disk, diskUse, places, pool, queue, idle },
    serial: new Serial<Owner>(),
    closing: () => closing,
  };
  /** There may be room: for those in line first, then for prepared workstations. */
  const refill = () => {
    openings.dispatch();
    pool.refill();
  };
  const endings = new Endings(machine, refill);
  const overfull = new Overfull(engine, log, (workspace) => endings.stopOverfull(workspace));
  const openings = new Openings(machine, endings);
  const takeUp = new TakeUp(machine, host, openings, endings);
  return {
    machine,
    openings,
    endings,
    beginClosing: () => {
      closing = true;
    },
  };
}
