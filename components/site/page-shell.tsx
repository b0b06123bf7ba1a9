import type { ReactNode } from "react";
import { SiteFooter } from "./footer";

/** An ordinary page: its main landmark, then the footer. */
export function PageShell({ children }: { children: ReactNode }) {
  return (
    <>
      <main id="contenu" tabIndex={-1} className="outline-none">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
