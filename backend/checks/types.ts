/** What the rest of the backend asks of checks, and what a check may look at. */
import type { Check, CheckResult } from "@/lib/protocol/checks/check";
import type { ObjectKind } from "@/lib/protocol/checks/kinds";
import type { RunSolution, SolutionRun } from "@/lib/protocol/checks/solution";
import type { StartExercise } from "@/lib/protocol/checks/start";
import type { WorkspaceId } from "@/lib/protocol/ids";

export interface Checks {
  /** Judges each one now. */
  look(workspace: WorkspaceId, checks: readonly Check[]): Promise<CheckResult[]>;
  /**
   * The results as soon as they are known, then whole on each change, until closed.
   * Throws EscaleError too_many_requests, no_workspace.
   */
  watch(
    workspace: WorkspaceId,
    checks: readonly Check[],
    onResults: (results: readonly CheckResult[]) => void,
  ): { close(): void };
  /** The learner has typed, or their `docker` has asked something. */
  nudge(workspace: WorkspaceId): void;
  /**
   * Removes what an earlier attempt left and fills the exercise's folder. Throws EscaleError in_use
   * when a link or a file of the learner's stands in the folder's place.
   */
  begin(workspace: WorkspaceId, start: StartExercise): Promise<void>;
  /** Runs a solution as the learner would, for a proof. Throws EscaleError no_workspace. */
  solve(workspace: WorkspaceId, solution: RunSolution): Promise<SolutionRun>;
}

/**
 * One workspace as checks see it: always from outside, as the engine, the kernel and the
 * container's ports show it, never through what the learner's shell says.
 */

export interface Sight {
  engine: EngineSight;
  /** Asks a published port of the learner's. */
  request(asked: HttpAsked): Promise<HttpSeen>;
  file(folder: string, path: string): Promise<FileSeen>;
  run(asked: CommandAsked): Promise<CommandSeen>;
}

export interface EngineSight {
  /** As `docker inspect` says it to the learner; undefined when there is no such object. */
  inspect(kind: ObjectKind, name: string): Promise<unknown>;
  /** All of the learner's objects of the kind, as `docker inspect` says them. */
  list(kind: ObjectKind): Promise<readonly unknown[]>;
}

export interface HttpAsked {
  port: number;
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  send: string;
}

export type HttpSeen =
  | { answered: true; status: number; headers: Record<string, string>; body: string }
  /** nobody publishes the port; the connection or the answer failed (`why`: English) */
  | { answered: false; published: boolean; why: string };

export type FileSeen =
  | { there: true; text: string; executable: boolean; size: number }
  /** `refused`: a symbolic link, a folder or a device, too large, not a text */
  | { there: false; refused: string | null };

export interface CommandAsked {
  /** a container of the learner's; null: the workstation */
  container: string | null;
  argv: readonly string[];
  seconds: number;
}

export type CommandSeen =
  | { ran: true; code: number; out: string; err: string }
  /** `absent`: there is no such running container */
  | { ran: false; absent: boolean; why: string };
