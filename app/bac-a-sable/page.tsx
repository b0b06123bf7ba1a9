import type { Metadata } from "next";
import { WorkspacePanel } from "@/components/workspace/workspace-panel";

export const metadata: Metadata = {
  title: "Bac à sable",
  description: "Votre terminal et votre Docker en pleine page, sans leçon.",
};

/** The learner's workspace alone: the same as beside the lessons, with the whole page for it. */
export default function SandboxPage() {
  return (
    <main
      id="contenu"
      tabIndex={-1}
      className="flex h-[calc(100dvh-var(--header))] min-h-80 flex-col outline-none"
    >
      <h1 className="sr-only">Bac à sable</h1>
      <div className="min-h-0 flex-1">
        <WorkspacePanel besideLesson={false} />
      </div>
      <noscript>
        <p className="p-6">Le terminal a besoin de JavaScript. Activez-le dans votre navigateur.</p>
      </noscript>
    </main>
  );
}
