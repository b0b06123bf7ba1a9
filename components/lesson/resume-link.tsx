"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { resumeAt } from "@/lib/progress/resume";
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
  const stop = resumeAt(lessons, progress?.lessons ?? {});
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
