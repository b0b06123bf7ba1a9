import clsx from "clsx";
import { Info, Lightbulb, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const kinds = {
  note: { title: "À noter", Icon: Info, box: "border-sea bg-sea-wash", ink: "text-sea" },
  astuce: {
    title: "Astuce",
    Icon: Lightbulb,
    box: "border-brass bg-brass-wash",
    ink: "text-brass",
  },
  attention: {
    title: "Attention",
    Icon: TriangleAlert,
    box: "border-coral bg-coral-wash",
    ink: "text-coral",
  },
};

/** A remark set apart: note, astuce or attention. */
export function Encadre({
  type,
  titre,
  children,
}: {
  type: keyof typeof kinds;
  titre?: string;
  children: ReactNode;
}) {
  const { title, Icon, box, ink } = kinds[type];
  return (
    <aside
      aria-label={titre ?? title}
      className={clsx("keep rounded-r-(--radius) border-l-4 px-5 py-4", box)}
    >
      <p className={clsx("flex items-center gap-2 font-display font-semibold", ink)}>
        <Icon className="size-5 shrink-0" aria-hidden />
        {titre ?? title}
      </p>
      <div className="prose mt-1.5 text-[1em]">{children}</div>
    </aside>
  );
}
