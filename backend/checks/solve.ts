/** Runs a part of solution.sh in a workstation, as the learner's shell would: what proofs do. */
import {
  type RunSolution,
  type SolutionRun,
  solutionSeconds,
} from "@/lib/protocol/checks/solution";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { Engine } from "../engine/client";
import { workstationName } from "../engine/ownership";
import { noWorkspace } from "../errors";
import { runIn } from "./sight/command";

const home = "/home/apprenant";
const end = (text: string): string => text.trimEnd().slice(-4_000);

/** Throws EscaleError no_workspace when the workstation is gone. */
export async function runSolution(
  engine: Engine,
  workspace: WorkspaceId,
  { folder, script }: RunSolution,
): Promise<SolutionRun> {
  const where = folder === null ? home : `${home}/exercices/${folder}`;
  const ran = await runIn(engine, workstationName(workspace), {
    container: null,
    argv: [
      ...["/usr/bin/env", "-C", where, `HOME=${home}`],
      ...["/bin/bash", "--noprofile", "--norc", "-eu", "-o", "pipefail", "-c", script],
    ],
    seconds: solutionSeconds,
  });
  if (ran.ran) return { code: ran.code, out: end(ran.out), err: end(ran.err) };
  if (ran.absent) throw noWorkspace();
  return { code: null, out: "", err: "" };
}
