/**
 * What is done about a workspace that is a tenth above its disk quota: its containers are stopped,
 * builds' steps included, and nothing of theirs is removed. Where it goes on growing without any, it
 * is the shell's programs that write: then the workspace ends, its files kept.
 */
import type { WorkspaceId } from "@/lib/protocol/ids";
import { type Engine, ignoreMissing } from "../engine/client";
import { listContainers } from "../engine/objects";
import type { Log } from "../log";
import { type Amount, totalOf, type Use } from "./use";

/** what a shell may write by itself, its history for instance, without being stopped for it */
const growthBytes = 4 * 1024 ** 2;
const growthFiles = 500;

export class Overfull {
  /** at the last look, when no container ran any more */
  readonly #resting = new Map<WorkspaceId, Amount>();

  constructor(
    private readonly engine: Engine,
    private readonly log: Log,
    private readonly end: (workspace: WorkspaceId) => void,
  ) {}

  async stop(workspace: WorkspaceId, use: Use): Promise<void> {
    const all = await listContainers(this.engine, workspace);
    const running = all.filter(({ running, workstation }) => running && !workstation);
    const before = this.#resting.get(workspace);
    if (running.length > 0) {
      this.log.warn({ workspace, use }, "over its disk quota: its containers are stopped");
      this.#resting.delete(workspace);
      // stop, not kill: the engine then forgets their restart policy until they are started again
      await Promise.all(
        running.map(({ id }) => ignoreMissing(this.engine.getContainer(id).stop({ t: 0 }))),
      );
      return;
    }
    const now = totalOf(use);
    if (
      before &&
      (now.bytes - before.bytes > growthBytes || now.files - before.files > growthFiles)
    ) {
      this.log.warn({ workspace, use }, "over its disk quota and growing: it ends, files kept");
      this.#resting.delete(workspace);
      this.end(workspace);
      return;
    }
    // the least seen: slow growth adds up
    if (!before || now.bytes < before.bytes) this.#resting.set(workspace, now);
  }
}
