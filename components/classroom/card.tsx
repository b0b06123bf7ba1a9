import clsx from "clsx";
import type { ReactNode } from "react";

/** A part of a class's page, with its heading. */
export function Card({
  id,
  title,
  aside,
  children,
  className,
}: {
  id: string;
  title: ReactNode;
  /** beside the heading */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section
      aria-labelledby={id}
      className={clsx("rounded-xl border border-line bg-surface p-5 sm:p-6", className)}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="text-2xl">
          {title}
        </h2>
        {aside}
      </div>
      <div className="mt-4">{children}</div>
    </section>
  );
}
