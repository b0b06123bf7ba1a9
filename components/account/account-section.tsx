import type { ReactNode } from "react";

/** One subject of the account's page. */
export function AccountSection({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ReactNode;
}) {
  return (
    <section
      id={id}
      aria-labelledby={`titre-${id}`}
      className="mt-8 scroll-mt-24 rounded-xl border border-line bg-surface p-6 sm:p-8"
    >
      <h2 id={`titre-${id}`} className="mb-5 text-2xl">
        {title}
      </h2>
      {children}
    </section>
  );
}
