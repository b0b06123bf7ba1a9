import { type ReactNode, useEffect, useRef } from "react";

/**
 * The one place of what is said to somebody on any page of the site, one above the other; read out
 * politely, and reached by the keyboard before the page. Where it must not lie over a terminal it
 * has a place of its own (styles/notices.css), whose height the page learns by `--notices`.
 */
export function NoticeStack({ children }: { children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const stack = box.current;
    if (stack === null) return;
    const { style } = document.documentElement;
    const measure = () => style.setProperty("--notices", `${stack.offsetHeight}px`);
    const observer = new ResizeObserver(measure);
    observer.observe(stack, { box: "border-box" });
    return () => {
      observer.disconnect();
      style.removeProperty("--notices");
    };
  }, []);
  return (
    <section ref={box} aria-label="Avis" aria-live="polite" className="notices no-print">
      {children}
    </section>
  );
}
