import { type RefObject, useLayoutEffect, useState } from "react";
import type { ObjectRef } from "./objects";
import { tokenOf } from "./objects";

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Lines from one object to all that hang together with it, over the drawing. `canvas` holds the
 * objects (`data-object`) and is what the lines are placed in.
 */
export function Links({
  canvas,
  from,
  to,
  version,
}: {
  canvas: RefObject<HTMLElement | null>;
  from: ObjectRef | null;
  to: ReadonlySet<string>;
  /** changes when what is drawn does */
  version: unknown;
}) {
  const [paths, setPaths] = useState<readonly string[]>([]);
  const source = from === null ? null : tokenOf(from);

  useLayoutEffect(() => {
    const area = canvas.current;
    if (area === null || source === null || to.size === 0) {
      setPaths([]);
      return;
    }
    const draw = () => setPaths(pathsIn(area, source, to));
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(area);
    return () => observer.disconnect();
  }, [canvas, source, to, version]);

  return (
    <svg className="engine-links" aria-hidden="true">
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}

function pathsIn(area: HTMLElement, source: string, to: ReadonlySet<string>): string[] {
  const origin = area.getBoundingClientRect();
  const boxes = new Map<string, Box>();
  for (const element of area.querySelectorAll("[data-object]")) {
    const token = element.getAttribute("data-object");
    if (token === null || (token !== source && !to.has(token))) continue;
    // a quay is reached anywhere along it
    const anchor = element.closest(".engine-sign") ?? element;
    const { left, top, right, bottom } = anchor.getBoundingClientRect();
    boxes.set(token, {
      left: left - origin.left,
      top: top - origin.top,
      right: right - origin.left,
      bottom: bottom - origin.top,
    });
  }
  const start = boxes.get(source);
  if (start === undefined) return [];
  return [...boxes].flatMap(([token, box]) => (token === source ? [] : [pathBetween(start, box)]));
}

/** As near to `x` as the box lets it be, a little inside. */
const within = (x: number, { left, right }: Box) =>
  Math.min(
    Math.max(x, Math.min(left + 14, middle(left, right))),
    Math.max(right - 14, middle(left, right)),
  );
const middle = (from: number, to: number) => (from + to) / 2;

/** A curve between the sides that face each other. */
function pathBetween(one: Box, other: Box): string {
  const apart = other.top > one.bottom || other.bottom < one.top;
  if (apart) {
    const down = other.top > one.bottom;
    const x2 = within(middle(one.left, one.right), other);
    const x1 = within(x2, one);
    const [y1, y2] = down ? [one.bottom, other.top] : [one.top, other.bottom];
    const bend = middle(y1, y2);
    return `M${x1} ${y1}C${x1} ${bend} ${x2} ${bend} ${x2} ${y2}`;
  }
  const right = other.left > one.left;
  const [x1, y1] = [right ? one.right : one.left, middle(one.top, one.bottom)];
  const [x2, y2] = [right ? other.left : other.right, middle(other.top, other.bottom)];
  const bend = middle(x1, x2);
  return `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`;
}
