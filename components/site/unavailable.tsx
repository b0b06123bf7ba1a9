import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { PageShell } from "./page-shell";

/** A page that cannot be shown now: why, and where one can go meanwhile. */
export function Unavailable({ title, text }: { title: string; text: string }) {
  return (
    <PageShell>
      <div className="page pt-20 pb-10 sm:pt-28">
        <h1 className="max-w-[20ch] font-bold text-4xl sm:text-5xl">{title}</h1>
        <p className="mt-4 max-w-[52ch] text-lg text-soft">{text}</p>
        <p className="mt-8">
          <Link href="/parcours" className={buttonClass("primary")}>
            Aller aux leçons
          </Link>
        </p>
      </div>
    </PageShell>
  );
}
