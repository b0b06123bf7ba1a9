/** What can be pointed at in the picture, and what hangs together. */
import type { EngineView } from "@/lib/protocol/engine-view";

export type ObjectKind = "container" | "image" | "network" | "volume" | "layer";

export interface ObjectRef {
  readonly kind: ObjectKind;
  /** a volume's name, a layer's chain (strata.ts), the ID of everything else */
  readonly key: string;
}

export const tokenOf = ({ kind, key }: ObjectRef): string => `${kind}:${key}`;

export const same = (one: ObjectRef | null, other: ObjectRef | null): boolean =>
  one !== null && other !== null && one.kind === other.kind && one.key === other.key;

const ref = (kind: ObjectKind) => (key: string) => ({ kind, key });

/** Everything that the object uses or is used by; a layer's images are not asked here. */
export function relatedTo(view: EngineView, { kind, key }: ObjectRef): ObjectRef[] {
  const { containers, networks, volumes } = view;
  switch (kind) {
    case "container": {
      const container = containers.find(({ id }) => id === key);
      if (container === undefined) return [];
      return [
        ref("image")(container.imageId),
        ...networks
          .filter(({ members }) => members.some((member) => member.container === key))
          .map(({ id }) => ref("network")(id)),
        ...volumes
          .filter(({ users }) => users.includes(key))
          .map(({ name }) => ref("volume")(name)),
      ];
    }
    case "image":
      return containers
        .filter(({ imageId }) => imageId === key)
        .map(({ id }) => ref("container")(id));
    case "network":
      return (networks.find(({ id }) => id === key)?.members ?? []).map(({ container }) =>
        ref("container")(container),
      );
    case "volume":
      return (volumes.find(({ name }) => name === key)?.users ?? []).map(ref("container"));
    case "layer":
      return [];
  }
}

/** Whether it is still there. */
export function exists(view: EngineView, { kind, key }: ObjectRef): boolean {
  switch (kind) {
    case "container":
      return view.containers.some(({ id }) => id === key);
    case "image":
      return view.images.some(({ id }) => id === key);
    case "network":
      return view.networks.some(({ id }) => id === key);
    case "volume":
      return view.volumes.some(({ name }) => name === key);
    case "layer":
      return view.images.some(({ layers }) => layers.some((layer) => key.endsWith(layer.digest)));
  }
}

/** Twelve digits, as `docker ps` shows an ID. */
export const shortId = (id: string): string => id.replace(/^sha256:/, "").slice(0, 12);

/** What an image is called: its first reference, else its ID. */
export const imageName = ({ id, tags }: { id: string; tags: readonly string[] }): string =>
  tags[0] ?? shortId(id);

/** `nginx:latest` is what everybody writes as `nginx`. */
export const familiarTag = (tag: string): string => tag.replace(/:latest$/, "");
