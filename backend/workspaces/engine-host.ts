/** What the engine says of the host: the learner's user there, and where its data lies. */
import type { Cgroups } from "../cgroups/cgroups";
import type { Engine } from "../engine/client";
import { type HostUser, readEngineHost } from "../engine/remap";
import type { Disk } from "./disk";

export class EngineHost {
  #learner: HostUser | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly disk: () => Disk,
    private readonly cgroups: Cgroups,
  ) {}

  /** Asks anew. From then on the free space where the engine's data lies is watched too. */
  async ask(): Promise<HostUser> {
    const { learner, dataRoot, cgroupDriver } = await readEngineHost(this.engine);
    await this.cgroups.learn(cgroupDriver);
    this.#learner = learner;
    await this.disk().add(dataRoot);
    return learner;
  }

  /** As last told; rejects while the engine is away and was never asked. */
  async learner(): Promise<HostUser> {
    return this.#learner ?? (await this.ask());
  }
}
