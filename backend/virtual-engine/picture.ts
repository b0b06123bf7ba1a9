/**
 * What was read last of one workspace's engine, and reading again only what is stale of it. What is
 * the same as before stays the same value, so that who compares need not look inside.
 */
import { type OwnContainer, ownContainers } from "@/backend/gateway/containers/own";
import type { Tenant } from "@/backend/gateway/tenant";
import type { EngineContainer, EngineImage, EngineView } from "@/lib/protocol/engine-view";
import { readContainer } from "./read/containers";
import { type ImageCache, readImages } from "./read/images";
import { type BareNetwork, readNetworks, withMembers } from "./read/networks";
import { type BareVolume, readVolumes, withUsers } from "./read/volumes";
import type { Stale } from "./stale";

/** An image's content never changes: kept for as long as the workspace lives. */
const caches = new WeakMap<Tenant, ImageCache>();

export class Picture {
  #own: OwnContainer[] = [];
  #containers = new Map<string, EngineContainer>();
  #images: EngineImage[] = [];
  #networks: BareNetwork[] = [];
  #volumes: BareVolume[] = [];
  #view: EngineView | null = null;

  /** The last view; null before the first. */
  get view(): EngineView | null {
    return this.#view;
  }

  /** The view as it is now: the last one itself when nothing in it has changed. */
  async refresh(tenant: Tenant, stale: Stale, signal: AbortSignal): Promise<EngineView> {
    const [, networks, volumes] = await Promise.all([
      stale.kinds.has("container") ? this.#readContainers(tenant, stale, signal) : undefined,
      stale.kinds.has("network") ? readNetworks(tenant) : this.#networks,
      stale.kinds.has("volume") ? readVolumes(tenant) : this.#volumes,
    ]);
    this.#networks = networks;
    this.#volumes = volumes;
    if (stale.kinds.has("image")) {
      const cache = caches.get(tenant) ?? new Map();
      caches.set(tenant, cache);
      this.#images = await readImages(tenant, this.#own, cache, signal);
    }
    const containers = this.#own.flatMap(({ id }) => this.#containers.get(id) ?? []);
    const next: EngineView = {
      containers,
      images: this.#images,
      networks: this.#networks.map((network) => withMembers(network, containers)),
      volumes: this.#volumes.map((volume) => withUsers(volume, containers)),
    };
    this.#view = this.#view === null ? next : settled(this.#view, next);
    return this.#view;
  }

  async #readContainers(tenant: Tenant, stale: Stale, signal: AbortSignal): Promise<void> {
    const own = await ownContainers(tenant);
    const read = await Promise.all(
      own.map(async (container) => {
        const known = this.#containers.get(container.id);
        const fresh = known !== undefined && stale.containers?.has(container.id) === false;
        return fresh ? known : readContainer(tenant, container, signal);
      }),
    );
    this.#own = own;
    this.#containers = new Map(read.flatMap((one) => (one ? [[one.id, one]] : [])));
  }
}

/** `next`, with each value of `last` that equals its own in its place. */
function settled(last: EngineView, next: EngineView): EngineView {
  const view = {
    containers: settledList(last.containers, next.containers, ({ id }) => id),
    images: settledList(last.images, next.images, ({ id }) => id),
    networks: settledList(last.networks, next.networks, ({ id }) => id),
    volumes: settledList(last.volumes, next.volumes, ({ name }) => name),
  };
  const same =
    view.containers === last.containers &&
    view.images === last.images &&
    view.networks === last.networks &&
    view.volumes === last.volumes;
  return same ? last : view;
}

function settledList<T>(last: T[], next: T[], key: (item: T) => string): T[] {
  const before = new Map(last.map((item) => [key(item), item]));
  const list = next.map((item) => {
    const old = before.get(key(item));
    return old !== undefined && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
  const same = list.length === last.length && list.every((item, index) => item === last[index]);
  return same ? last : list;
}
