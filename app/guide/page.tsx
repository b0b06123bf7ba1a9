import type { Metadata } from "next";
import Link from "next/link";
import { PageShell } from "@/components/site/page-shell";
import { loadGuide } from "@/lib/guide/guide";

export const metadata: Metadata = {
  title: "Guide du formateur",
  description: "Ouvrir une classe, faire entrer tout le monde, donner du travail et le suivre.",
};

/** The guide's pages, in the order of a session. */
export default async function GuideHome() {
  const pages = await loadGuide();
  return (
    <PageShell>
      <div className="page max-w-[56rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">Guide du formateur</h1>
        <p className="mt-4 max-w-[60ch] text-lg text-soft">
          De la classe vide aux résultats emportés. Chaque page se lit en quelques minutes et
          s’imprime.
        </p>
        <ol className="mt-10 border-line border-t">
          {pages.map(({ slug, href, title, summary }, index) => (
            <li key={slug} className="keep border-line border-b">
              <Link
                href={href}
                className="group grid grid-cols-[2.5rem_1fr] items-baseline py-4 hover:bg-sunken"
              >
                <span className="font-display font-semibold text-2xl text-coral tabular-nums">
                  {index + 1}
                </span>
                <span>
                  <span className="block font-display font-semibold text-xl group-hover:text-sea">
                    {title}
                  </span>
                  <span className="block text-soft">{summary}</span>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </div>
    </PageShell>
  );
}
