import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Room } from "./layout";

/** The size of an element, followed; null until it is on the page. */
export function useRoom(): { area: RefObject<HTMLDivElement | null>; room: Room | null } {
  const area = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Room | null>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      // a folded panel has none: what was arranged stays so until it is unfolded
      if (width > 0) setRoom({ width, height });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { area, room };
}
