import type { EngineImage, EngineView } from "@/lib/protocol/engine-view";
import { imageName } from "./objects";
import { treesOf } from "./strata";
import { list, size } from "./words";

/** An image's layers from the top downwards, with who else has each. */
export function ImageLayers({ image, view }: { image: EngineImage; view: EngineView }) {
  const strata = treesOf(view.images)
    .flatMap(({ strata }) => strata)
    .filter(({ images }) => images.includes(image.id))
    .reverse();
  if (strata.length === 0) return null;
  const named = (ids: readonly string[]) =>
    view.images.filter(({ id }) => id !== image.id && ids.includes(id)).map(imageName);
  return (
    <div>
      <h3 className="engine-details-heading">Ses couches, de haut en bas</h3>
      <ol className="engine-layer-list">
        {strata.map(({ chain, size: bytes, createdBy, images, span }) => (
          <li key={chain} data-shared={span > 1 ? "" : undefined}>
            <span className="engine-layer-list-head">
              {size(bytes)}
              {span > 1 ? ` · partagée avec ${list(named(images))}` : ""}
            </span>
            <code title={createdBy}>{instruction(createdBy)}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Without what a builder wraps around it: `/bin/sh -c #(nop)  CMD …`, `RUN /bin/sh -c …`. */
export function instruction(createdBy: string): string {
  return createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, "")
    .replace(/^(?:RUN )?\/bin\/sh -c /, "RUN ")
    .replace(/\s*# buildkit$/, "");
}
