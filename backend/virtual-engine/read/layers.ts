/** Which step of an image's history made which of its layers. */
import type { EngineImage } from "@/lib/protocol/engine-view";
import { shorten } from "./text";

type Layer = EngineImage["layers"][number];

/** One step as `docker history` tells it. */
export interface Step {
  createdBy: string;
  size: number;
}

/** Steps that may write files even where they add no byte: an empty file, a folder. */
const writes =
  /^(RUN|COPY|ADD|WORKDIR|\|\d+ |\/bin\/sh -c (?!#\(nop\))|.*#\(nop\)\s+(COPY|ADD|WORKDIR)\b)/;

/**
 * `digests` from the base upwards (RootFS), `history` from the top downwards as the engine sends it.
 * The engine does not say which steps made no layer. A step with a size has made one; among those
 * without, the ones that can write are taken first, from the base upwards, until the count is
 * right. Whatever is guessed wrong is a layer of 0 bytes.
 */
export function layersOf(digests: readonly string[], history: readonly Step[]): Layer[] {
  const steps = [...history].reverse();
  const chosen = new Set(steps.filter(({ size }) => size > 0));
  const empty = steps.filter(({ size }) => size === 0);
  for (const step of [...empty.filter(canWrite), ...empty]) {
    if (chosen.size >= digests.length) break;
    chosen.add(step);
  }
  const made = steps.filter((step) => chosen.has(step));
  // a flattened or foreign image may have more layers, or fewer, than steps: counted from the base
  return digests.map((digest, index) => {
    const step = made[index];
    return { digest, size: step?.size ?? 0, createdBy: shorten(step?.createdBy ?? "") };
  });
}

const canWrite = ({ createdBy }: Step): boolean => writes.test(createdBy);
