import Link from "next/link";
import type { ReactNode } from "react";
import { PageShell } from "@/components/site/page-shell";

const pages = [
  ["/admin", "Machine"],
  ["/admin/comptes", "Comptes"],
  ["/admin/classes", "Classes"],
  ["/admin/journal", "Journal"],
] as const;

/** A page of the operator's: its title, and the way to the others. */
export function OperatorPage({
  here,
  title,
  children,
}: {
  here: (typeof pages)[number][0];
  title: string;
  children: ReactNode;
}) {
  return (
    <PageShell>
      <div className="page pt-10 sm:pt-14">
        <nav aria-label="Gestion du site" className="-ml-3 flex flex-wrap gap-1">
          {pages.map(([href, label]) => (
            <Link
              key={href}
              href={href}
              aria-current={href === here ? "page" : undefined}
              className="flex h-11 items-center rounded-lg px-3 font-medium text-soft hover:bg-sunken hover:text-ink aria-[current]:bg-sunken aria-[current]:text-ink"
            >
              {label}
            </Link>
          ))}
        </nav>
        <h1 className="mt-4 font-bold text-4xl sm:text-5xl">{title}</h1>
        {children}
      </div>
    </PageShell>
  );
}
