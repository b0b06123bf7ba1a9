import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { BroadcastFullScreen } from "@/components/classroom/broadcast/full-screen";
import { WatchHead } from "@/components/classroom/watch/watch-head";
import { openClass } from "@/lib/classroom/open";

export const metadata: Metadata = { title: "Diffusion", robots: { index: false } };

/** The terminal that a trainer shows to the class, with the whole page for it. */
export default async function BroadcastPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const open = await openClass(await headers(), id, "broadcast.read");
  if (open === null) notFound();
  return (
    <main id="contenu" tabIndex={-1} className="whole-page flex min-h-80 flex-col outline-none">
      <WatchHead title="Diffusion" back={open.access.record.name} to={`/classes/${id}`} />
      <div className="flex min-h-0 flex-1 flex-col">
        <BroadcastFullScreen classId={id} />
      </div>
    </main>
  );
}
