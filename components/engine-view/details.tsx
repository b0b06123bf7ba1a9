import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { iconButtonClass } from "@/components/ui/button";
import type { EngineView } from "@/lib/protocol/engine-view";
import { CommandButtons } from "./command-buttons";
import {
  type Command,
  commandsForContainer,
  commandsForImage,
  commandsForNetwork,
  commandsForVolume,
} from "./commands";
import { ImageLayers } from "./image-layers";
import { InspectJson } from "./inspect-json";
import { imageName, type ObjectRef, shortId } from "./objects";
import { Phrases } from "./phrase-text";
import {
  aboutContainer,
  aboutImage,
  aboutLayer,
  aboutNetwork,
  aboutVolume,
  type Phrase,
  volumeLabel,
} from "./phrases";
import { treesOf } from "./strata";

interface Description {
  readonly kind: string;
  readonly title: string;
  readonly phrases: readonly Phrase[];
  readonly commands: readonly Command[];
}

/** What the chosen object is, in words, and what can be done with it. Escape closes. */
export function Details({
  view,
  selected,
  now,
  onClose,
}: {
  view: EngineView;
  selected: ObjectRef;
  now: number;
  onClose: () => void;
}) {
  const described = describe(view, selected, now);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, [selected.kind, selected.key]);
  if (described === null) return null;
  const image =
    selected.kind === "image" ? view.images.find(({ id }) => id === selected.key) : undefined;
  return (
    <aside className="engine-details" aria-label="Détails">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="text-soft text-xs">{described.kind}</p>
          <h2 ref={heading} tabIndex={-1} className="engine-details-title">
            {described.title}
          </h2>
        </div>
        <button
          type="button"
          className={iconButtonClass("-mt-1.5 -mr-2")}
          aria-label="Fermer les détails"
          onClick={onClose}
        >
          <X className="size-5" aria-hidden />
        </button>
      </div>
      <Phrases phrases={described.phrases} />
      {image === undefined ? null : <ImageLayers image={image} view={view} />}
      <CommandButtons commands={described.commands} />
      {selected.kind === "layer" ? null : (
        <InspectJson
          key={`${selected.kind} ${selected.key}`}
          kind={selected.kind}
          id={selected.key}
          version={view}
        />
      )}
    </aside>
  );
}

function describe(view: EngineView, { kind, key }: ObjectRef, now: number): Description | null {
  switch (kind) {
    case "container": {
      const found = view.containers.find(({ id }) => id === key);
      return found === undefined
        ? null
        : {
            kind: `Conteneur ${shortId(found.id)}`,
            title: found.name,
            phrases: aboutContainer(found, view, now),
            commands: commandsForContainer(found),
          };
    }
    case "image": {
      const found = view.images.find(({ id }) => id === key);
      if (found === undefined) return null;
      const shared = treesOf(view.images)
        .flatMap(({ strata }) => strata)
        .filter(({ span, images }) => span > 1 && images.includes(found.id));
      return {
        kind: `Image ${shortId(found.id)}`,
        title: imageName(found),
        phrases: aboutImage(found, view, shared, now),
        commands: commandsForImage(found, view),
      };
    }
    case "network": {
      const found = view.networks.find(({ id }) => id === key);
      return found === undefined
        ? null
        : {
            kind: `Réseau ${shortId(found.id)}`,
            title: found.name,
            phrases: aboutNetwork(found),
            commands: commandsForNetwork(found),
          };
    }
    case "volume": {
      const found = view.volumes.find(({ name }) => name === key);
      return found === undefined
        ? null
        : {
            kind: "Volume",
            title: volumeLabel(found.name),
            phrases: aboutVolume(found, view, now),
            commands: commandsForVolume(found),
          };
    }
    case "layer": {
      const found = treesOf(view.images)
        .flatMap(({ strata }) => strata)
        .find(({ chain }) => chain === key);
      return found === undefined
        ? null
        : {
            kind: "Couche",
            title: shortId(chainTop(found.chain)),
            phrases: aboutLayer(found, view),
            commands: [],
          };
    }
  }
}

const chainTop = (chain: string): string => chain.slice(chain.lastIndexOf(" ") + 1);
