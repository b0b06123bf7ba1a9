"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import type { Progress } from "@/lib/protocol/progress";
import { useProgress } from "./progress-store";

interface Stop {
  id: string;
  href: string;
  title: string;
}

/**
 * « Commencer », or « Reprendre » at the lesson where one was. The line below keeps its height
 * whether it names a lesson or not.
 */
export function ResumeLink({ lessons }: { lessons: Stop[] }) {
  const { progress } = useProgress();
  const [first] = lessons;
  const stop = progress ? resumeAt(lessons, progress) : null;
  const target = stop ?? first;
  if (!target) return null;
  return (
    <div>
      <Link href={target.href} className={buttonClass("primary", "min-w-52 text-lg min-h-13")}>
        {stop ? "Reprendre" : "Commencer"}
        <ArrowRight className="size-5" aria-hidden />
      </Link>
      <p className="mt-2 min-h-[1.6em] text-soft text-sm">
        {stop ? stop.title : "Sans compte, sans rien installer."}
      </p>
    </div>
  );
}

/** The lesson seen last, or the one after it when it is finished; null before any progress. */
function resumeAt(lessons: Stop[], progress: Progress): Stop | null {
  const [latest] = Object.entries(progress.lessons).sort(([, a], [, b]) =>
    b.visitedAt.localeCompare(a.visitedAt),
  );
  if (!latest) return null;
  const [id, { completedAt }] = latest;
  const index = lessons.findIndex((lesson) => lesson.id === id);
  if (index < 0) return null;
  return lessons[completedAt ? index + 1 : index] ?? null;
}
