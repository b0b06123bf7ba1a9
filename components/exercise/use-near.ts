import { type RefObject, useEffect, useState } from "react";

/** Whether the element is on the screen, or about to be. */
export function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: "600px 0px" },
    );
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return near;
}
