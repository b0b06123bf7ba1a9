import clsx from "clsx";
import { useMemo } from "react";
import type { EngineImage, EngineView } from "@/lib/protocol/engine-view";
import { familiarTag, shortId } from "./objects";
import { useObjectProps } from "./selection";
import { heightOf, type Stratum, type Tree, totals, treesOf } from "./strata";
import { count, size } from "./words";

/** The images: each a column of layers to scale, standing on the block of those that are shared. */
export function StrataSection({ view }: { view: EngineView }) {
  const { images } = view;
  const trees = useMemo(() => treesOf(images), [images]);
  const largest = Math.max(...images.map((image) => image.size));
  const { summed, stored } = totals(images);
  return (
    <section className="engine-hold" aria-labelledby="engine-images">
      <h2 id="engine-images" className="engine-heading">
        Images
        <span className="engine-heading-note">
          {stored < summed
            ? `${size(summed)} en tout, ${size(stored)} sur le disque : les couches communes n’y sont qu’une fois`
            : count(images.length, "image", "images")}
        </span>
      </h2>
      <div className="engine-trees">
        {trees.map((tree) => (
          <StrataTree key={tree.images[0]?.id} tree={tree} largest={largest} view={view} />
        ))}
      </div>
      <p className="engine-legend" aria-hidden>
        <span className="engine-legend-key" data-shared="" /> couche partagée
        <span className="engine-legend-key" /> couche d’une seule image
        <span className="engine-legend-scale">hauteur = taille</span>
      </p>
    </section>
  );
}

function StrataTree({ tree, largest, view }: { tree: Tree; largest: number; view: EngineView }) {
  const depth = Math.max(0, ...tree.images.map(({ layers }) => layers.length));
  // the row at the top names the images; layers fill rows from the bottom
  return (
    <div
      className="engine-tree"
      style={{
        gridTemplateColumns: `repeat(${tree.images.length}, minmax(var(--column), 1fr))`,
      }}
    >
      {tree.images.map((image, column) => (
        <div key={image.id} className="engine-column" style={{ gridColumn: column + 1 }}>
          <ImageLabel image={image} users={usersOf(image, view)} />
        </div>
      ))}
      <div
        className="engine-strata"
        style={{
          gridColumn: "1 / -1",
          height: `${stackHeight(tree, largest)}px`,
        }}
      >
        {placed(tree, largest).map(({ stratum, bottom, height }) => (
          <Layer
            key={stratum.chain}
            stratum={stratum}
            columns={tree.images.length}
            bottom={bottom}
            height={height}
          />
        ))}
        {depth === 0 ? <span className="engine-no-layer">aucune couche</span> : null}
      </div>
    </div>
  );
}

const usersOf = (image: EngineImage, view: EngineView): number =>
  view.containers.filter(({ imageId }) => imageId === image.id).length;

interface Placed {
  stratum: Stratum;
  /** px */
  bottom: number;
  height: number;
}

/** Each layer on what is below it; 2 px apart. */
function placed({ strata }: Tree, largest: number): Placed[] {
  const tops = new Map<string, number>();
  return strata.map((stratum) => {
    const below = stratum.chain.slice(0, Math.max(0, stratum.chain.lastIndexOf(" ")));
    const bottom = tops.get(below) ?? 0;
    const height = heightOf(stratum.size, largest);
    tops.set(stratum.chain, bottom + height + 2);
    return { stratum, bottom, height };
  });
}

function stackHeight(tree: Tree, largest: number): number {
  return Math.max(5, ...placed(tree, largest).map(({ bottom, height }) => bottom + height));
}

function ImageLabel({ image, users }: { image: EngineImage; users: number }) {
  const props = useObjectProps({ kind: "image", key: image.id });
  const [first, ...others] = image.tags;
  return (
    <button type="button" className="engine-image" {...props}>
      <span
        className={clsx("engine-image-name", first === undefined && "italic")}
        title={first ?? image.id}
      >
        {first === undefined ? `‹sans nom› ${shortId(image.id)}` : familiarTag(first)}
      </span>
      {others.length === 0 ? null : (
        <span className="engine-image-note" title={others.join(", ")}>
          + {count(others.length, "autre nom", "autres noms")}
        </span>
      )}
      <span className="engine-image-note">
        {size(image.size)}
        {users === 0 ? null : ` · ${count(users, "conteneur", "conteneurs")}`}
      </span>
    </button>
  );
}

/** Blocks at least this high, px, have room for their size. */
const labelFrom = 17;

function Layer({
  stratum,
  columns,
  bottom,
  height,
}: {
  stratum: Stratum;
  columns: number;
  bottom: number;
  height: number;
}) {
  const props = useObjectProps({ kind: "layer", key: stratum.chain });
  const shared = stratum.span > 1;
  return (
    // the images' details list the layers: for the keyboard these would be dozens of stops
    <button
      type="button"
      tabIndex={-1}
      className="engine-layer"
      data-shared={shared ? "" : undefined}
      title={`${size(stratum.size)}${shared ? `, partagée par ${stratum.span} images` : ""} · ${stratum.createdBy}`}
      aria-label={`Couche de ${size(stratum.size)}`}
      style={{
        left: `calc(${(100 * stratum.column) / columns}% + 2px)`,
        width: `calc(${(100 * stratum.span) / columns}% - 4px)`,
        bottom: `${bottom}px`,
        height: `${height}px`,
      }}
      {...props}
    >
      {height >= labelFrom ? (
        <span className="engine-layer-text">
          {size(stratum.size)}
          {shared ? <span className="engine-layer-shared"> · partagée ×{stratum.span}</span> : null}
        </span>
      ) : null}
    </button>
  );
}
