/**
 * The layers of all images as strata: images that begin with the same layers stand on the same
 * block. A layer is the same as another only on the same layers below it (a chain), which is also
 * how the engine stores it once.
 */
import type { EngineImage } from "@/lib/protocol/engine-view";

export interface Stratum {
  /** digests from the base up to this one */
  readonly chain: string;
  readonly size: number;
  readonly createdBy: string;
  /** ids of the images that have it, in column order */
  readonly images: readonly string[];
  /** first column of its tree that it spans, and how many */
  readonly column: number;
  readonly span: number;
  /** layers below it in the same tree */
  readonly depth: number;
}

/** Images on one base, side by side. */
export interface Tree {
  readonly images: readonly EngineImage[];
  /** from the base upwards */
  readonly strata: readonly Stratum[];
}

const chainOf = (image: EngineImage, depth: number): string =>
  image.layers
    .slice(0, depth + 1)
    .map(({ digest }) => digest)
    .join(" ");

/** Trees in the order of their first image; within one, images with more in common are neighbours. */
export function treesOf(images: readonly EngineImage[]): Tree[] {
  const bases = new Map<string, EngineImage[]>();
  for (const image of images) {
    const base = image.layers[0]?.digest ?? image.id;
    bases.set(base, [...(bases.get(base) ?? []), image]);
  }
  return [...bases.values()].map((group) => {
    const ordered = neighbours(group, 0);
    return { images: ordered, strata: strataOf(ordered) };
  });
}

/** Brings together those that share their layer at `depth`, and so on upwards. */
function neighbours(images: readonly EngineImage[], depth: number): EngineImage[] {
  const groups = new Map<string, EngineImage[]>();
  for (const image of images) {
    // one that ends here stands before those that go on
    const key = image.layers[depth]?.digest ?? "";
    groups.set(key, [...(groups.get(key) ?? []), image]);
  }
  const ended = groups.get("") ?? [];
  groups.delete("");
  return [
    ...ended,
    ...[...groups.values()].flatMap((group) =>
      group.length > 1 ? neighbours(group, depth + 1) : group,
    ),
  ];
}

function strataOf(images: readonly EngineImage[]): Stratum[] {
  const found = new Map<string, Stratum>();
  for (const [column, image] of images.entries()) {
    for (const [depth, layer] of image.layers.entries()) {
      const chain = chainOf(image, depth);
      const there = found.get(chain);
      found.set(chain, {
        chain,
        size: layer.size,
        createdBy: layer.createdBy,
        images: [...(there?.images ?? []), image.id],
        column: there?.column ?? column,
        span: column - (there?.column ?? column) + 1,
        depth,
      });
    }
  }
  return [...found.values()];
}

/** Bytes that all images hold together: each one's own size, and what the disk holds of it. */
export function totals(images: readonly EngineImage[]): { summed: number; stored: number } {
  const strata = treesOf(images).flatMap(({ strata }) => strata);
  return {
    summed: images.reduce((sum, { size }) => sum + size, 0),
    stored: strata.reduce((sum, { size }) => sum + size, 0),
  };
}

/** px that the largest image is high, and that any layer is at least. */
export const strataHeight = 132;
const leastHeight = 5;

/** Heights in px by chain: to scale, but for layers too thin to be seen. */
export function heightOf(size: number, largest: number): number {
  return Math.max(leastHeight, Math.round((size / Math.max(1, largest)) * strataHeight));
}
