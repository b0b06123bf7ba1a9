import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { PageShell } from "@/components/site/page-shell";
import { buttonClass } from "@/components/ui/button";
import { previewPathSchema } from "@/lib/previews/grants";
import { openPreview } from "@/lib/previews/open";
import { isEscaleError } from "@/lib/protocol/errors";
import { portSchema } from "@/lib/protocol/ids";

export const metadata: Metadata = { title: "Aperçu", robots: { index: false } };

/** Leads to the preview of a published port, in this tab; `?chemin=` says where on it. */
export default async function PreviewPage({
  params,
  searchParams,
}: {
  params: Promise<{ port: string }>;
  searchParams: Promise<{ chemin?: string | string[] }>;
}) {
  const port = portSchema.safeParse((await params).port);
  const path = previewPathSchema.safeParse((await searchParams).chemin ?? "/");
  if (!port.success || !path.success) notFound();
  let url: string;
  try {
    url = await openPreview(await headers(), { port: port.data, path: path.data, framed: false });
  } catch (error) {
    if (!isEscaleError(error)) throw error;
    return (
      <PageShell>
        <div className="page pt-20 pb-10 sm:pt-28">
          <h1 className="max-w-[20ch] font-bold text-4xl sm:text-5xl">
            L’aperçu ne peut pas s’ouvrir
          </h1>
          <p className="mt-4 max-w-[52ch] text-lg text-soft">{error.message}</p>
          <p className="mt-8">
            <Link href="/bac-a-sable" className={buttonClass("primary")}>
              Aller au terminal
            </Link>
          </p>
        </div>
      </PageShell>
    );
  }
  redirect(url);
}
