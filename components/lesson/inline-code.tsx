import type { ReactNode } from "react";

/** Longer than this may have to wrap on a phone. */
const longest = 22;

/** Code in running text. A short one stays on one line: `-it` cut after its dash is another word. */
export function InlineCode({ children }: { children?: ReactNode }) {
  const short = typeof children === "string" && children.length <= longest;
  return <code {...(short ? { className: "whitespace-nowrap" } : {})}>{children}</code>;
}
