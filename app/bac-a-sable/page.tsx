import type { Metadata } from "next";
import { Sandbox } from "@/components/starting-points/sandbox";
import { readStartingPoints } from "@/lib/content/starting-points";

export const metadata: Metadata = {
  title: "Bac à sable",
  description: "Votre terminal et votre Docker en pleine page, sans leçon.",
};

/** The learner's workspace alone, with the whole page for it, and starting points to share. */
export default async function SandboxPage() {
  return (
    <main id="contenu" tabIndex={-1} className="whole-page flex min-h-80 flex-col outline-none">
      <Sandbox ours={await readStartingPoints()} />
      <noscript>
        <p className="p-6">Le terminal a besoin de JavaScript. Activez-le dans votre navigateur.</p>
      </noscript>
    </main>
  );
}
