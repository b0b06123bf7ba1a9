import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { LessonMeter } from "@/components/lesson/lesson-meter";

/** Stays at the top of a trainer's lesson: the way back, and how far one is. */
export function AuthoredBar({
  back,
  note,
}: {
  back: { href: string; label: string };
  note: string;
}) {
  return (
    <div className="lesson-bar">
      <div className="mx-auto flex min-h-12 max-w-[calc(46rem+2*var(--gutter))] items-center gap-4 px-(--gutter) py-0.5 text-sm">
        <Link
          href={back.href}
          className="flex min-h-11 items-center gap-1 font-medium text-soft hover:text-sea"
        >
          <ChevronLeft className="size-4 shrink-0" aria-hidden />
          {back.label}
        </Link>
        <p className="ml-auto min-w-0 truncate text-soft">{note}</p>
      </div>
      <LessonMeter />
    </div>
  );
}
