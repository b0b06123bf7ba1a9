/**
 * Where on the disk each workspace's things lie, by the engine's word. Three questions for all
 * workspaces together, and one per container or image that was not seen before: where a layer lies
 * never changes.
 */
import type { WorkspaceId } from "@/lib/protocol/ids";
import { type Engine, engineStatus } from "../engine/client";
import { catalogueRepository, workspaceLabel, workstationImage } from "../engine/ownership";

export interface Places {
  /** writable layers and logs of its containers, the workstation's included */
  containers: string[];
  volumes: string[];
  /** layers that its images have and the catalogue's have not */
  images: string[];
}

/** What dockerode leaves out of its types. */
interface Driver {
  GraphDriver?: { Data?: Record<string, string> | null };
}

export class EnginePlaces {
  readonly #layers = new Map<string, readonly string[]>();
  readonly #containers = new Map<string, readonly string[]>();

  constructor(private readonly engine: Engine) {}

  /** Rejects when the engine is away. */
  async find(): Promise<(workspace: WorkspaceId) => Places> {
    const label = { label: [workspaceLabel] };
    const [containers, { Volumes }, images] = await Promise.all([
      this.engine.listContainers({ all: true, filters: label }),
      this.engine.listVolumes({ filters: label }),
      this.engine.listImages({ all: true }),
    ]);
    const own = new Map<string, Places>();
    const of = (workspace: string) => {
      const known = own.get(workspace) ?? { containers: [], volumes: [], images: [] };
      own.set(workspace, known);
      return known;
    };
    for (const { Id, Labels } of containers) {
      const workspace = Labels[workspaceLabel] ?? "";
      of(workspace).containers.push(...(await this.#containerFolders(Id)));
    }
    for (const { Labels, Mountpoint } of Volumes ?? [])
      of(Labels?.[workspaceLabel] ?? "").volumes.push(Mountpoint);

    const shared = new Set<string>();
    const tenants: { workspace: string; layers: readonly string[] }[] = [];
    for (const { Id, RepoTags, Labels } of images) {
      const tags = RepoTags ?? [];
      const layers = await this.#imageLayers(Id);
      if (tags.some((tag) => tag.startsWith(catalogueRepository) || tag === workstationImage))
        for (const layer of layers) shared.add(layer);
      const owners = new Set(tags.flatMap((tag) => /^escale\/w-([^/]+)\//.exec(tag)?.[1] ?? []));
      const labelled = Labels?.[workspaceLabel];
      if (labelled) owners.add(labelled);
      for (const workspace of owners) tenants.push({ workspace, layers });
    }
    for (const { workspace, layers } of tenants) {
      const { images: known } = of(workspace);
      for (const layer of layers)
        if (!shared.has(layer) && !known.includes(layer)) known.push(layer);
    }
    forget(this.#containers, new Set(containers.map(({ Id }) => Id)));
    forget(this.#layers, new Set(images.map(({ Id }) => Id)));
    return (workspace) => own.get(workspace) ?? { containers: [], volumes: [], images: [] };
  }

  #containerFolders(id: string): Promise<readonly string[]> {
    return remember(this.#containers, id, async () => {
      const details: Driver & { LogPath?: string } = await this.engine.getContainer(id).inspect();
      const upper = details.GraphDriver?.Data?.UpperDir;
      const log = details.LogPath?.replace(/\/[^/]*$/, "");
      return [upper, log].flatMap((folder) => (folder ? [folder] : []));
    });
  }

  #imageLayers(id: string): Promise<readonly string[]> {
    return remember(this.#layers, id, async () => {
      const { GraphDriver }: Driver = await this.engine.getImage(id).inspect();
      const { UpperDir = "", LowerDir = "" } = GraphDriver?.Data ?? {};
      return [UpperDir, ...LowerDir.split(":")].filter((folder) => folder !== "");
    });
  }
}

/** What is gone by the time that it is asked for lies nowhere. */
async function remember(
  known: Map<string, readonly string[]>,
  id: string,
  ask: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const before = known.get(id);
  if (before) return before;
  try {
    const found = await ask();
    known.set(id, found);
    return found;
  } catch (error) {
    if (engineStatus(error) === 404) return [];
    throw error;
  }
}

function forget(known: Map<string, unknown>, present: ReadonlySet<string>): void {
  for (const id of known.keys()) if (!present.has(id)) known.delete(id);
}
