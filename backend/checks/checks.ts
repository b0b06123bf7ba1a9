/** The checks of exercises in all workspaces (types.ts says what each method promises). */
import type { Check, CheckResult } from "@/lib/protocol/checks/check";
import type { StartExercise } from "@/lib/protocol/checks/start";
import { EscaleError } from "@/lib/protocol/errors";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { Paths } from "@/lib/protocol/paths";
import type { Engine } from "../engine/client";
import type { HostUser } from "../engine/remap";
import { messages } from "../errors";
import type { Log } from "../log";
import { Serial } from "../serial";
import type { VirtualEngine } from "../virtual-engine/types";
import { fillFolder } from "./folder";
import { removeOwn } from "./remove";
import { lookAt } from "./round";
import { engineSight } from "./sight/engine";
import { createSight } from "./sight/sight";
import { runSolution } from "./solve";
import type { Checks } from "./types";
import { FileWatch } from "./watch-files";
import { Watcher } from "./watcher";

export interface ChecksOptions {
  engine: Engine;
  virtualEngine: VirtualEngine;
  paths: Paths;
  learner(): Promise<HostUser>;
  log: Log;
}

/** pages of one person that look at an exercise at once */
const maxWatchers = 8;

export function createChecks(options: ChecksOptions): Checks {
  const { engine, virtualEngine, paths, log } = options;
  const watchers = new Map<WorkspaceId, Set<Watcher>>();
  /** one look, one beginning at a time in a workspace, however many pages ask */
  const turns = new Serial<WorkspaceId>();

  const look = (workspace: WorkspaceId, checks: readonly Check[]): Promise<CheckResult[]> =>
    turns.run(workspace, () => {
      const virtual = engineSight(virtualEngine, workspace);
      const sight = createSight({ workspace, engine, virtual, paths });
      return lookAt(checks, sight, log.child({ workspace }));
    });

  return {
    look,
    watch(workspace, checks, onResults) {
      const own = watchers.get(workspace) ?? new Set();
      if (own.size >= maxWatchers)
        throw new EscaleError("too_many_requests", messages.tooManyStreams);
      const { home } = paths.workspace(workspace);
      const filePaths = checks.flatMap((check) =>
        check.kind === "file" ? [`${check.folder}/${check.path}`] : [],
      );
      const watcher = new Watcher({
        checks,
        look: (some) => look(workspace, some),
        subscribe: (changed) => virtualEngine.subscribe(workspace, changed),
        files: (changed) => new FileWatch(home, filePaths, changed),
        onResults,
      });
      watchers.set(workspace, own.add(watcher));
      return {
        close() {
          watcher.close();
          own.delete(watcher);
          if (own.size === 0) watchers.delete(workspace);
        },
      };
    },
    nudge(workspace) {
      for (const watcher of watchers.get(workspace) ?? []) watcher.nudge();
    },
    begin: (workspace: WorkspaceId, start: StartExercise) =>
      turns.run(workspace, async () => {
        const { home } = paths.workspace(workspace);
        await removeOwn(paths.workspace(workspace).dockerSocket, start.remove);
        if (start.makeFolder)
          await fillFolder(start.folder, start.files, { home, learner: await options.learner() });
      }),
    solve: (workspace, solution) => runSolution(engine, workspace, solution),
  };
}
