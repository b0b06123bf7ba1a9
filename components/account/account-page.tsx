import type { ReactNode } from "react";
import { PageShell } from "@/components/site/page-shell";

/** A page with one form: title, what it is about, the form, and where else to go. */
export function AccountPage({
  title,
  intro,
  children,
  foot,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <PageShell>
      <div className="page max-w-[34rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">{title}</h1>
        {intro === undefined ? null : <p className="mt-4 text-lg text-soft">{intro}</p>}
        <div className="mt-8 rounded-xl border border-line bg-surface p-6 sm:p-8">{children}</div>
        {foot === undefined ? null : <div className="mt-6 space-y-2">{foot}</div>}
        <noscript>
          <p className="mt-6">
            Cette page a besoin de JavaScript. Activez-le dans votre navigateur.
          </p>
        </noscript>
      </div>
    </PageShell>
  );
}

/** Something to know before the form is filled in. */
export function Notice({ children }: { children: ReactNode }) {
  return <p className="mb-6 rounded-lg bg-brass-wash px-4 py-3 text-brass">{children}</p>;
}

export const linkClass = "text-sea underline underline-offset-4 hover:text-ink";
