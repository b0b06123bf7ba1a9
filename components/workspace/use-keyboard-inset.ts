import { type RefObject, useEffect, useState } from "react";

/** Less than this is a browser's bar that slides, not a keyboard, px. */
const leastKeyboard = 120;

/**
 * How much of the panel a phone's on-screen keyboard covers, px. Browsers lay it over the page
 * (VisualViewport, CSSWG): without this the line being typed would be below it.
 */
export function useKeyboardInset(body: RefObject<HTMLElement | null>): number {
  const [inset, setInset] = useState(0);
  useEffect(() => {
    const viewport = window.visualViewport;
    if (viewport === null) return;
    const measure = () => {
      const panel = body.current?.closest("section");
      const hidden = window.innerHeight - viewport.height * viewport.scale;
      if (panel === null || panel === undefined || hidden < leastKeyboard) return setInset(0);
      const visibleBottom = viewport.offsetTop + viewport.height;
      setInset(Math.max(0, Math.round(panel.getBoundingClientRect().bottom - visibleBottom)));
    };
    viewport.addEventListener("resize", measure);
    viewport.addEventListener("scroll", measure);
    return () => {
      viewport.removeEventListener("resize", measure);
      viewport.removeEventListener("scroll", measure);
    };
  }, [body]);
  return inset;
}
