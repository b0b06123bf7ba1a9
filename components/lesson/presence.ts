/** Whether somebody is at this page: it is in sight, and used. */

/** Twice this is within `gapSeconds` of lib/progress/progress.ts, ms. */
const everyMs = 25_000;
/** Reading a screenful without touching anything, ms. */
const stillMs = 150_000;
const signs = ["pointermove", "pointerdown", "keydown", "scroll", "touchmove"] as const;

/** Calls `sign` every now and then while somebody is there; the returned function ends it. */
export function whilePresent(sign: () => void): () => void {
  let usedAt = Date.now();
  const used = () => {
    usedAt = Date.now();
  };
  const options = { capture: true, passive: true };
  for (const name of signs) window.addEventListener(name, used, options);
  const timer = setInterval(() => {
    if (document.visibilityState === "visible" && Date.now() - usedAt < stillMs) sign();
  }, everyMs);
  return () => {
    clearInterval(timer);
    for (const name of signs) window.removeEventListener(name, used, options);
  };
}
