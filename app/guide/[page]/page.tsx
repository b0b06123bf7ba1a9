import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { guideComponents } from "@/components/guide/components";
import { PageShell } from "@/components/site/page-shell";
import { compileGuide } from "@/lib/guide/compile";
import { type GuidePage, loadGuide } from "@/lib/guide/guide";

interface Address {
  params: Promise<{ page: string }>;
}

/** Every page is made when the site is built; another address is not found. */
export const dynamicParams = false;

export const generateStaticParams = async () =>
  (await loadGuide()).map(({ slug }) => ({ page: slug }));

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { page } = await params;
  const found = (await loadGuide()).find(({ slug }) => slug === page);
  return found ? { title: found.title, description: found.summary } : {};
}

export default async function GuidePageView({ params }: Address) {
  const { page: wanted } = await params;
  const pages = await loadGuide();
  const index = pages.findIndex(({ slug }) => slug === wanted);
  const page = pages[index];
  if (page === undefined) notFound();
  const { Content, headings } = await compileGuide(page);
  return (
    <PageShell>
      <article className="page max-w-[52rem]! pt-10 sm:pt-12">
        <p>
          <Link href="/guide" className="text-sea underline underline-offset-4">
            Guide du formateur
          </Link>
        </p>
        <h1 className="mt-2 font-bold text-4xl sm:text-5xl">{page.title}</h1>
        <p className="mt-4 max-w-[60ch] text-lg text-soft">{page.summary}</p>
        <nav aria-label="Sur cette page" className="no-print mt-6 flex flex-wrap gap-x-5">
          {headings.map(({ id, text }) => (
            <a key={id} href={`#${id}`} className="py-2 text-sea underline underline-offset-4">
              {text}
            </a>
          ))}
        </nav>
        <div className="@container mt-8">
          <div className="prose [&_.figure]:max-w-[34rem]">
            <Content components={guideComponents} />
          </div>
        </div>
        <nav
          aria-label="Pages du guide"
          className="no-print mt-14 grid gap-4 border-line border-t pt-6 sm:grid-cols-2"
        >
          <Beside page={pages[index - 1]} label="Avant" />
          <Beside page={pages[index + 1]} label="Ensuite" />
        </nav>
      </article>
    </PageShell>
  );
}

function Beside({ page, label }: { page: GuidePage | undefined; label: string }) {
  if (page === undefined) return <span />;
  return (
    <Link
      href={page.href}
      className="rounded-xl border border-line bg-surface p-4 hover:border-sea hover:text-sea"
    >
      <span className="block text-soft text-sm">{label}</span>
      <span className="font-display font-semibold text-lg">{page.title}</span>
    </Link>
  );
}
