/** What has changed between two views: which objects have come, and a French word on it. */
import type { EngineView } from "@/lib/protocol/engine-view";
import { imageName, type ObjectRef } from "./objects";
import { volumeLabel } from "./phrases";
import { bearingText } from "./words";

export interface Happenings {
  readonly arrived: readonly ObjectRef[];
  /** one short sentence per change, three at most */
  readonly said: string;
}

interface Named {
  readonly ref: ObjectRef;
  readonly label: string;
  /** what may change of it */
  readonly state: string;
}

export function whatHappened(before: EngineView, after: EngineView): Happenings {
  const [old, now] = [named(before), named(after)];
  const arrived = [...now].filter(([token]) => !old.has(token)).map(([, { ref }]) => ref);
  const sentences = [
    ...[...now].flatMap(([token, { label, state }]) => {
      const known = old.get(token);
      if (known === undefined) return [state === "" ? `${label} : créé` : `${label} : ${state}`];
      return known.state === state ? [] : [`${label} : ${state}`];
    }),
    ...[...old].filter(([token]) => !now.has(token)).map(([, { label }]) => `${label} : supprimé`),
  ];
  const more = sentences.length - 3;
  return {
    arrived,
    said: sentences.slice(0, 3).join(". ") + (more > 0 ? `, et ${more} autres changements` : ""),
  };
}

function named(view: EngineView): Map<string, Named> {
  const all: Named[] = [
    ...view.containers.map((container) => ({
      ref: { kind: "container" as const, key: container.id },
      label: `Conteneur ${container.name}`,
      state: bearingText(container),
    })),
    ...view.images.map((image) => ({
      ref: { kind: "image" as const, key: image.id },
      label: `Nom d’image ${imageName(image)}`,
      state: "",
    })),
    ...view.networks.map(({ id, name }) => ({
      ref: { kind: "network" as const, key: id },
      label: `Réseau ${name}`,
      state: "",
    })),
    ...view.volumes.map(({ name }) => ({
      ref: { kind: "volume" as const, key: name },
      label: `Volume ${volumeLabel(name)}`,
      state: "",
    })),
  ];
  return new Map(all.map((each) => [`${each.ref.kind}:${each.ref.key}`, each]));
}
