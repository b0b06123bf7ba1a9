import { ChevronRight } from "lucide-react";
import type { OurStart } from "@/lib/content/starting-points";
import { startHref } from "./place";

/** Our own starting points, each a link. */
export function StartList({ ours }: { ours: readonly OurStart[] }) {
  return (
    <ul className="border-line border-t">
      {ours.map(({ slug, title, note }) => (
        <li key={slug} className="border-line border-b">
          <a
            href={startHref(slug)}
            className="group -mx-3 flex items-center gap-3 rounded-lg px-3 py-3 hover:bg-sunken"
          >
            <span className="min-w-0 flex-1">
              <span className="block font-semibold group-hover:text-sea">{title}</span>
              <span className="line-clamp-2 text-pretty text-soft text-sm">{note}</span>
            </span>
            <ChevronRight className="size-5 shrink-0 text-soft" aria-hidden />
          </a>
        </li>
      ))}
    </ul>
  );
}
